/** The pure words that every layer speaks. No Nest, no I/O, no dependency. */
export * from './actor';
export * from './decide';
export * from './event';
export * from './grammar';
export * from './instant';
export * from './refused';
export * from './stream';

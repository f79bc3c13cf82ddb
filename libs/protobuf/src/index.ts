/** Messages of protobuf, field by field: for what is read and written with every command, and nothing that is rare. */
export * from './fields';
export * from './message-reader';
export * from './message-writer';

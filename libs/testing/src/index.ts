export { startPostgres } from './postgres';
export type { TestPostgres } from './postgres';
export { sharedDatabase } from './shared-database';
export type { TestDatabase } from './shared-database';

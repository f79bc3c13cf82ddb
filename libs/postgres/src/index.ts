export { startEmbeddedPostgres } from './embedded-postgres';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres';
export { PostgresStartError } from './postgres-start-error';
export { isAlive, processesIn, startTimeOf } from './processes';

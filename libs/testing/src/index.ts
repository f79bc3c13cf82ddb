export { startPostgres } from './postgres';
export type { TestPostgres } from './postgres';
export { sharedDatabase } from './shared-database';
export type { TestDatabase } from './shared-database';
export { startAnnals } from './annals';
export type { RunningProcess, TestAnnals, TestMail } from './annals';
export { launchBrowser } from './browser';
export { startFromSources } from './source-process';
export type { SourceProcess } from './source-process';

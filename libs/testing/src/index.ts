export { startPostgres } from './postgres';
export type { TestPostgres } from './postgres';
export { sharedDatabase } from './shared-database';
export type { TestDatabase } from './shared-database';
export { startAnnals } from './annals';
export type { TestAnnals, TestMail, TestProcess } from './annals';
export { launchBrowser } from './browser';
export { startProcess } from './process';
export type { TestProcess } from './process';

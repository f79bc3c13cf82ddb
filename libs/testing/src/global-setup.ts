import { startPostgres } from './postgres';

// Jest resolves nothing by moduleNameMapper here: libs/testing names the front door of libs/postgres by its relative
// path.
/** Jest `globalSetup`: one Postgres for the whole run, its address in ANNALS_TEST_POSTGRES (workers inherit it). */
export default async function globalSetup(): Promise<void> {
  if (process.env['ANNALS_TEST_POSTGRES'] !== undefined) return;
  const server = await startPostgres({ max_connections: '300' });
  process.env['ANNALS_TEST_POSTGRES'] = server.url;
  process.env['ANNALS_TEST_POSTGRES_FOLDER'] = server.folder;
}

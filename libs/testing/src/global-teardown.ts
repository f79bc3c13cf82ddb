import { rmSync } from 'node:fs';
import { startEmbeddedPostgres } from '../../postgres/src/index';

/**
 * Jest `globalTeardown`: ends the server of `global-setup`, found again by its folder. A server given from outside
 * stays.
 */
export default async function globalTeardown(): Promise<void> {
  const folder = process.env['ANNALS_TEST_POSTGRES_FOLDER'];
  if (folder === undefined) return;
  delete process.env['ANNALS_TEST_POSTGRES_FOLDER'];
  delete process.env['ANNALS_TEST_POSTGRES'];
  const server = await startEmbeddedPostgres({ folder });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

import { API_ROLE } from '@annals/config';
import { loadSecrets, migrateVault } from '@annals/vault';
import { existsSync } from 'node:fs';
import { CannotStart } from '../sentence';
import { askDatabase } from './reachable';

/**
 * Makes the tables of the vault and the role of the api, where they are missing.
 * @throws CannotStart when the user of the database may not do that, or the database cannot sort names
 */
export async function ensureVault(databaseUrl: string): Promise<void> {
  const collations = await askDatabase(databaseUrl, `SELECT FROM pg_collation WHERE collname = 'und-x-icu'`);
  if (collations.length === 0)
    throw new CannotStart(
      'The database has no ICU collations, by which names are sorted: use a Postgres that was built with ICU (the usual packages are).',
    );
  try {
    await migrateVault(databaseUrl, API_ROLE);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === '42501')) throw cause;
    const user = decodeURIComponent(new URL(databaseUrl).username);
    throw new CannotStart(
      `The database user "${user}" may not create what Annals needs (${cause.message}): let it own the database and create roles (ALTER ROLE "${user}" CREATEROLE).`,
      { cause },
    );
  }
}

/**
 * Makes the secrets file at the first start (history.md §4). A missing file beside a vault that holds keys is a lost
 * one: a new one would open none of them.
 * @throws CannotStart, SecretsFileError
 */
export async function ensureSecrets(file: string, databaseUrl: string): Promise<void> {
  if (!existsSync(file)) {
    const [row] = await askDatabase(databaseUrl, 'SELECT EXISTS (SELECT 1 FROM vault.keys) AS used');
    if (row?.['used'] === true)
      throw new CannotStart(
        `The secrets file ${file} is missing, but the database holds keys that only it can open: restore it from your backup.`,
      );
  }
  await loadSecrets({ file, create: true });
}

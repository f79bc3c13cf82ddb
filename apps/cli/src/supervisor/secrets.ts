import { loadSecrets } from '@annals/vault';
import { existsSync } from 'node:fs';
import { CannotStart } from '../sentence';
import { askDatabase } from './reachable';

/**
 * Makes the secrets file at the first start (history.md §4). A missing file beside a vault that holds keys is a lost one:
 * a new one would open none of them.
 * @throws CannotStart, SecretsFileError
 */
export async function ensureSecrets(file: string, databaseUrl: string): Promise<void> {
  if (!existsSync(file)) {
    const [row] = await askDatabase(databaseUrl, 'SELECT EXISTS (SELECT 1 FROM vault.keys) AS used');
    if (row?.['used'] === true) throw new CannotStart(`The secrets file ${file} is missing, but the database holds keys that only it can open: restore it from your backup.`);
  }
  await loadSecrets({ file, create: true });
}

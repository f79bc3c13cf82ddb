import { readSettings, type GivenSettings, type Settings } from '@annals/config';
import { existsSync } from 'node:fs';
import { CannotStart } from '../sentence';
import { placeNewReactions } from '../supervisor/new-reactions';
import { askDatabase } from '../supervisor/reachable';
import { ensureSecrets, ensureVault } from '../supervisor/secrets';

/**
 * `annals prepare`: what processes that are started one by one find ready: the tables of the vault, and the secrets
 * that all of them share.
 */
export async function prepare(given: GivenSettings): Promise<void> {
  const {
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_SECRETS_FILE: secretsFile,
    ANNALS_EVENTSTORE_URL: eventstoreUrl,
  } = readSettings(given);
  if (databaseUrl === undefined || secretsFile === undefined)
    throw new CannotStart(
      '"annals prepare" needs ANNALS_DATABASE_URL and ANNALS_SECRETS_FILE ("annals start" does all that by itself).',
    );
  const isNew = !existsSync(secretsFile);
  await askDatabase(databaseUrl, 'SELECT');
  await ensureVault(databaseUrl);
  await ensureSecrets(secretsFile, databaseUrl);
  if (eventstoreUrl !== undefined) await placeNewReactions(databaseUrl, eventstoreUrl);
  process.stdout.write(
    `The database is ready. ${isNew ? `New secrets are in ${secretsFile}: back that file up, and give the same file to every process.` : `The secrets in ${secretsFile} were left as they are.`}\n`,
  );
}

/**
 * Brings the vault up to this release before a process that is started alone uses it. Secrets are never made here:
 * processes on two machines would make two.
 * @throws CannotStart when the secrets file is missing and has never been made, or the event store's address says
 * another way to speak than that store's own
 */
export async function prepareAlone({
  ANNALS_DATABASE_URL: databaseUrl,
  ANNALS_SECRETS_FILE: secretsFile,
  ANNALS_EVENTSTORE_URL: eventstoreUrl,
}: Settings): Promise<void> {
  // the process itself says what it misses
  if (databaseUrl === undefined || secretsFile === undefined || eventstoreUrl === undefined) return;
  await askDatabase(databaseUrl, 'SELECT');
  await (await import('../supervisor/event-store.js')).mustBeUnderstood(eventstoreUrl);
  await ensureVault(databaseUrl);
  await placeNewReactions(databaseUrl, eventstoreUrl);
  if (existsSync(secretsFile)) return;
  const [row] = await askDatabase(databaseUrl, 'SELECT EXISTS (SELECT FROM vault.keys) AS used');
  if (row?.['used'] === false)
    throw new CannotStart(
      `The secrets file ${secretsFile} does not exist yet: "annals prepare" makes it, once for all processes.`,
    );
}

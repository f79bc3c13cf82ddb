import { defaultDataFolder, readSettings, withOwnAccess, type GivenSettings } from '@annals/config';
import { join } from 'node:path';
import { CannotStart } from '../sentence';
import { isRunning } from '../supervisor/lock';
import { askDatabase } from '../supervisor/reachable';
import { readState } from '../supervisor/state';

/**
 * Where the installation is: as configured, and for the rest what the instance that runs on the data folder wrote down.
 * @param login as whom the embedded database is worked in
 * @throws CannotStart when neither says
 */
export function addressesOf(
  given: GivenSettings,
  why: string,
  login: 'owner' | 'projector' = 'owner',
): Record<string, string> {
  const {
    ANNALS_DATA: data = defaultDataFolder(),
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_EVENTSTORE_URL: eventstoreUrl,
    ANNALS_SECRETS_FILE: file,
  } = readSettings(given);
  if (databaseUrl !== undefined && eventstoreUrl !== undefined) return { ANNALS_EVENTSTORE_URL: eventstoreUrl };
  const state = readState({ state: join(data, 'annals.json') });
  if (state === undefined || !isRunning(state))
    throw new CannotStart(`Annals does not run on ${data}: start it first, because ${why}.`);
  const secretsFile = file ?? state.secretsFile;
  return {
    ANNALS_DATABASE_URL: databaseUrl ?? (login === 'projector' ? state.projectorUrl : undefined) ?? state.databaseUrl,
    ANNALS_SECRETS_FILE: secretsFile,
    ANNALS_EVENTSTORE_URL:
      eventstoreUrl === undefined ? state.eventstoreUrl : withOwnAccess(eventstoreUrl, secretsFile),
  };
}

/**
 * Makes sure that nobody takes the log of an installation that runs and keeps it itself for the one in another event
 * store that was named.
 * @throws CannotStart
 */
export function mustNameItsLog(given: GivenSettings): void {
  const {
    ANNALS_DATABASE_URL: database,
    ANNALS_EVENTSTORE_URL: named,
    ANNALS_DATA: data = defaultDataFolder(),
  } = readSettings(given);
  const state = readState({ state: join(data, 'annals.json') });
  if (named === undefined || state === undefined || !isRunning(state)) return;
  const isIt = database === undefined || database === state.databaseUrl;
  if (!isIt || !state.isLogEmbedded || withOwnAccess(named, state.secretsFile) === state.eventstoreUrl) return;
  throw new CannotStart(
    `The log of Annals on ${data} is in its embedded event store, not in the one that is named: leave ${given.options?.ANNALS_EVENTSTORE_URL ?? 'ANNALS_EVENTSTORE_URL'} out, or name the data folder of the other installation.`,
  );
}

/**
 * The database and the event store of the installation, both reachable. @throws CannotStart when nobody says where they
 * are, or nobody answers there
 */
export async function connectionsOf(
  given: GivenSettings,
  why: string,
): Promise<{ readonly databaseUrl: string; readonly eventstoreUrl: string }> {
  const { ANNALS_DATABASE_URL: databaseUrl, ANNALS_EVENTSTORE_URL: eventstoreUrl } = {
    ...readSettings(given),
    ...addressesOf(given, why),
  };
  if (databaseUrl === undefined || eventstoreUrl === undefined)
    throw new Error('An installation has a database and an event store');
  const { askEventStore } = await import('../supervisor/event-store.js');
  await Promise.all([askDatabase(databaseUrl, 'SELECT'), askEventStore(eventstoreUrl)]);
  return { databaseUrl, eventstoreUrl };
}

import { defaultDataFolder, readSettings, type Given } from '@annals/platform';
import { join } from 'node:path';
import { CannotStart } from '../sentence';
import { isRunning } from '../supervisor/lock';
import { readState } from '../supervisor/state';

/** Where the installation is: as configured, or what the instance that runs on the data folder wrote down. @throws CannotStart when neither says */
export function addressesOf(given: Given, why: string): Record<string, string> {
  const settings = readSettings(given);
  if (settings.ANNALS_DATABASE_URL !== undefined && settings.ANNALS_EVENTSTORE_URL !== undefined) return {};
  const data = settings.ANNALS_DATA ?? defaultDataFolder();
  const state = readState({ state: join(data, 'annals.json') });
  if (state === undefined || !isRunning(state)) throw new CannotStart(`Annals does not run on ${data}: start it first, because ${why}.`);
  return { ANNALS_DATABASE_URL: state.databaseUrl, ANNALS_EVENTSTORE_URL: state.eventstoreUrl, ANNALS_SECRETS_FILE: state.secretsFile };
}

import { defaultDataFolder, readSettings, type Given } from '@annals/platform';
import { join } from 'node:path';
import { isRunning } from '../supervisor/lock';
import { rebuildScript } from '../supervisor/scripts';
import { readState } from '../supervisor/state';
import { CannotStart } from '../sentence';
import { runScript } from './run-alone';

/** Where the installation is: as configured, or what the instance that runs on the data folder wrote down. */
function addressesOf(given: Given): Record<string, string> {
  const settings = readSettings(given);
  if (settings.ANNALS_DATABASE_URL !== undefined && settings.ANNALS_EVENTSTORE_URL !== undefined) return {};
  const data = settings.ANNALS_DATA ?? defaultDataFolder();
  const state = readState({ state: join(data, 'annals.json') });
  if (state === undefined || !isRunning(state)) throw new CannotStart(`Annals does not run on ${data}: start it first, because a view is rebuilt while the old one serves.`);
  return { ANNALS_DATABASE_URL: state.databaseUrl, ANNALS_EVENTSTORE_URL: state.eventstoreUrl, ANNALS_SECRETS_FILE: state.secretsFile };
}

/** `annals rebuild <view>`: runs the projector's rebuild beside the installation that serves. */
export async function rebuild(view: string, given: Given): Promise<void> {
  await runScript(rebuildScript, [view], { ...given.flags, ...addressesOf(given) });
}

import { addressOf, defaultDataFolder, defaults, type Settings } from '@annals/config';
import { join } from 'node:path';
import { readState } from '../supervisor/state';

/** Where the installation with these settings is reached; one that runs in this data folder says it itself. */
export function installationAddress(settings: Settings): string {
  const running = readState({ state: join(settings.ANNALS_DATA ?? defaultDataFolder(), 'annals.json') });
  const host = settings.ANNALS_HOST ?? defaults.ANNALS_HOST;
  return running?.url ?? settings.ANNALS_PUBLIC_URL ?? addressOf(host, settings.ANNALS_PORT ?? defaults.ANNALS_PORT);
}

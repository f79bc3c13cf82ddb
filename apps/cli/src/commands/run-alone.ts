import {
  defaultDataFolder,
  isLoopback,
  readSettings,
  secretsFileIn,
  type GivenSettings,
  type Settings,
} from '@annals/config';
import { pathToFileURL } from 'node:url';
import { scriptOf, type ProcessName } from '../supervisor/scripts';
import { prepareAlone } from './prepare';

/** Runs a built main file in this process: it reads the environment, to which the given settings are added. */
export async function runScript(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const [variable, text] of Object.entries(settings)) if (text !== undefined) process.env[variable] = text;
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
}

/** Starts one process by itself. @throws ConfigError */
export async function runAlone(name: Exclude<ProcessName, 'eventstore'>, given: GivenSettings): Promise<void> {
  const settings = readSettings(given);
  await prepareAlone(settings);
  await runScript(scriptOf(name), [], { ...given.flags, ...(name === 'api' ? await ownLogin(settings) : {}) });
}

async function ownLogin({
  ANNALS_DATABASE_URL: databaseUrl,
  ANNALS_SECRETS_FILE: secretsFile,
}: Settings): Promise<Record<string, string>> {
  if (databaseUrl === undefined || secretsFile === undefined) return {}; // the api says what it misses
  const { apiUrl } = await import('../supervisor/api-login.js');
  return {
    ANNALS_DATABASE_URL: await apiUrl(databaseUrl, secretsFile, (line) => {
      process.stderr.write(`${line}\n`);
    }),
  };
}

/**
 * Starts the event store by itself, which reads its options as they were typed. Where it serves this machine and is
 * given neither certificate nor users, it asks for the access of this installation, which the other processes find
 * beside the secrets file, too.
 * @throws ConfigError, CannotStart
 */
export async function runEventStore(given: GivenSettings, args: readonly string[]): Promise<void> {
  const settings = readSettings(given);
  await runScript(scriptOf('eventstore'), args, takesOwnAccess(settings) ? await ownAccess(settings) : {});
}

const takesOwnAccess = ({
  ANNALS_EVENTSTORE_HOST: host = '127.0.0.1',
  ANNALS_EVENTSTORE_TLS_CERT: certificate,
  ANNALS_EVENTSTORE_TLS_KEY: key,
  ANNALS_EVENTSTORE_USERS: users,
}: Settings): boolean => isLoopback(host) && [certificate, key, users].every((each) => each === undefined);

async function ownAccess({
  ANNALS_SECRETS_FILE: secretsFile,
  ANNALS_DATA: data = defaultDataFolder(),
}: Settings): Promise<Record<string, string>> {
  const { ensureEventStoreAccess, eventStoreEnvironment } = await import('../supervisor/event-store-access.js');
  return eventStoreEnvironment(await ensureEventStoreAccess(secretsFile ?? secretsFileIn(data)));
}

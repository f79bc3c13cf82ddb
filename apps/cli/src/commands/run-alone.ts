import { readSettings, type Given } from '@annals/config';
import { pathToFileURL } from 'node:url';
import { scriptOf, type ProcessName } from '../supervisor/scripts';
import { prepareAlone } from './prepare';

/** Runs a built main file in this process: it reads the environment, to which the given settings are added. */
export async function runScript(script: string, args: readonly string[], settings: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [variable, text] of Object.entries(settings)) if (text !== undefined) process.env[variable] = text;
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
}

/** Starts one process by itself. @throws ConfigError */
export async function runAlone(name: Exclude<ProcessName, 'eventstore'>, given: Given): Promise<void> {
  await prepareAlone(readSettings(given));
  await runScript(scriptOf(name), [], given.flags ?? {});
}

/** Starts the event store by itself, which reads its options as they were typed. @throws ConfigError */
export async function runEventStore(given: Given, args: readonly string[]): Promise<void> {
  readSettings(given);
  await runScript(scriptOf('eventstore'), args, {});
}

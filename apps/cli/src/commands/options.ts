import type { Given } from '@annals/platform';
import type { Command } from 'commander';

/** The settings that can be given on the command line too, by the name of their option. */
const options = {
  port: ['ANNALS_PORT', '<port>', 'port to listen on'],
  host: ['ANNALS_HOST', '<address>', 'address to listen on'],
  data: ['ANNALS_DATA', '<folder>', 'folder of the data'],
  databaseUrl: ['ANNALS_DATABASE_URL', '<url>', 'Postgres to use instead of the embedded one'],
  eventstoreUrl: ['ANNALS_EVENTSTORE_URL', '<url>', 'EventStoreDB to use instead of the embedded one'],
} as const;

/** Adds the options to a command. */
export function withSettings(command: Command): Command {
  for (const [key, [variable, value, text]] of Object.entries(options)) {
    command.option(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`, `${text} (${variable})`);
  }
  return command;
}

/** What was given on the command line, by variable. The event store's `--port` is its own. */
export function flagsOf(given: Readonly<Record<string, string>>, process?: string): NonNullable<Given['flags']> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => given[key] !== undefined)
    .map(([key, [variable]]) => [process === 'eventstore' && key === 'port' ? 'ANNALS_EVENTSTORE_PORT' : variable, given[key]]));
}

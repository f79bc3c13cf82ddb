import type { GivenSettings, VariableName } from '@annals/config';
import type { Command } from 'commander';

/** Settings that can be given on the command line too: variable, value and meaning by the name of their option. */
type Options = Readonly<Record<string, readonly [variable: VariableName, value: string, text: string]>>;
/** What commander read; an option that may be repeated is a list. */
type Typed = Readonly<Record<string, string | readonly string[]>>;

/** Those of most commands. */
const options = {
  port: ['ANNALS_PORT', '<port>', 'port to listen on'],
  host: ['ANNALS_HOST', '<address>', 'address to listen on'],
  data: ['ANNALS_DATA', '<folder>', 'folder of the data'],
  databaseUrl: ['ANNALS_DATABASE_URL', '<url>', 'Postgres to use instead of the embedded one'],
  eventstoreUrl: ['ANNALS_EVENTSTORE_URL', '<url>', 'EventStoreDB to use instead of the embedded one'],
} satisfies Options;

/** Those of commands that work on an installation and listen nowhere: where it is. */
export const placeOptions: Options = (({ data, databaseUrl, eventstoreUrl }) => ({ data, databaseUrl, eventstoreUrl }))(
  options,
);

/** Those of the event store that is started alone: its port and host are its own. */
export const eventStoreOptions: Options = {
  port: ['ANNALS_EVENTSTORE_PORT', '<port>', 'port to listen on, 2113 when not given'],
  host: [
    'ANNALS_EVENTSTORE_HOST',
    '<address>',
    'address to listen on, 127.0.0.1 when not given; any other one needs TLS',
  ],
  advertise: [
    'ANNALS_EVENTSTORE_ADVERTISE',
    '<host:port>',
    'where clients reach it from where they are, when that is another address',
  ],
  databaseUrl: ['ANNALS_DATABASE_URL', '<url>', 'Postgres that holds the log'],
  tlsCert: ['ANNALS_EVENTSTORE_TLS_CERT', '<file>', 'certificate for TLS, in PEM'],
  tlsKey: ['ANNALS_EVENTSTORE_TLS_KEY', '<file>', 'its private key, in PEM'],
  user: [
    'ANNALS_EVENTSTORE_USERS',
    '<name:password...>',
    'who may come in by TLS; the variable hides the passwords from other programs, the option does not',
  ],
};

/** An option as it is typed, e.g. `--database-url`. */
const optionOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Adds the options to a command. */
export function withSettings(command: Command, which: Options = options): Command {
  for (const [key, [variable, value, text]] of Object.entries(which))
    command.option(`${optionOf(key)} ${value}`, `${text} (${variable})`);
  return command;
}

/**
 * What was given to a command: the environment, and the options of its line by the variables that they stand for;
 * values of an option that was repeated with a space between them.
 */
export function givenBy(typed: Typed, which: Options = options): GivenSettings {
  const given = Object.entries(which).flatMap(([key, [variable]]) => {
    const value = typed[key];
    return value === undefined
      ? []
      : [{ variable, option: optionOf(key), text: typeof value === 'string' ? value : value.join(' ') }];
  });
  return {
    env: process.env,
    flags: Object.fromEntries(given.map(({ variable, text }) => [variable, text])),
    options: Object.fromEntries(given.map(({ variable, option }) => [variable, option])),
  };
}

/** The same options for a main file that reads them itself, as it was typed. */
export function argumentsOf(typed: Typed, which: Options): string[] {
  return Object.keys(which).flatMap((key) => [typed[key] ?? []].flat().map((text) => `${optionOf(key)}=${text}`));
}

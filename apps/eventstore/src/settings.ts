import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StorageRefused } from './log/schema';
import type { Endpoint } from './rpc/about';
import type { Credentials } from './rpc/users';
import type { EventStoreOptions, Security } from './server';

const USAGE =
  'Usage: annals eventstore [--port 2113] [--host 127.0.0.1] [--database-url postgres://…] [--tls-cert file --tls-key file --user name:password …] [--advertise host:port]';

/** The variable that holds the users; a password on a command line is visible to every program of the machine. */
export const USERS_VARIABLE = 'ANNALS_EVENTSTORE_USERS';

/** How a setting is given: by option or, when that is missing, by variable. */
const OPTIONS = {
  port: { option: { type: 'string' }, variable: 'ANNALS_EVENTSTORE_PORT' },
  host: { option: { type: 'string' }, variable: 'ANNALS_EVENTSTORE_HOST' },
  advertise: { option: { type: 'string' }, variable: 'ANNALS_EVENTSTORE_ADVERTISE' },
  'database-url': { option: { type: 'string' }, variable: 'ANNALS_DATABASE_URL' },
  'tls-cert': { option: { type: 'string' }, variable: 'ANNALS_EVENTSTORE_TLS_CERT' },
  'tls-key': { option: { type: 'string' }, variable: 'ANNALS_EVENTSTORE_TLS_KEY' },
  user: { option: { type: 'string', multiple: true }, variable: USERS_VARIABLE },
  insecure: { option: { type: 'boolean' }, variable: undefined },
} as const;

const OPEN_TO_ALL =
  'Without TLS and users every program of this machine could read and write the whole log: start it by "annals eventstore", which has both, or give --tls-cert, --tls-key and --user. ' +
  '--insecure leaves it open, for tests.';

type Name = keyof typeof OPTIONS;

/** A setting and what a person called it: `--port`, or the variable that it came from. */
interface GivenOption {
  readonly text: string;
  readonly by: string;
}

type OptionByName = (name: Name) => GivenOption | undefined;
type Environment = Readonly<Record<string, string | undefined>>;

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** What was given for each setting; an empty text counts as not given. */
function given(args: readonly string[], env: Environment): OptionByName {
  const options = Object.fromEntries(Object.entries(OPTIONS).map(([name, { option }]) => [name, option]));
  const { values } = parse(args, options);
  return (name) => {
    const value = values[name];
    const typed = Array.isArray(value) ? value.join(' ') : value === undefined ? undefined : String(value);
    const { variable } = OPTIONS[name];
    const text = typed ?? (variable && env[variable]);
    return text === undefined || text === ''
      ? undefined
      : { text, by: typed === undefined && variable !== undefined ? variable : `--${name}` };
  };
}

function parse(
  args: readonly string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...args], options });
  } catch (cause) {
    throw new StorageRefused(`${reason(cause)} ${USAGE}`, { cause });
  }
}

function parsePort({ text, by }: GivenOption): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new StorageRefused(`${by} must be a port number, and "${text}" is none. ${USAGE}`);
  return Number(text);
}

function parseEndpoint({ text, by }: GivenOption): Endpoint {
  const [, host, port] = /^(\[[0-9a-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || port === undefined)
    throw new StorageRefused(
      `${by} must be an address to advertise, like events.example.org:2113, and "${text}" is none.`,
    );
  return { host: host.replace(/^\[|\]$/g, ''), port: parsePort({ text: port, by: `The port in ${by}` }) };
}

/** Users in the form `name:password`, with spaces between them. What is wrong is said without a password in it. */
function parseUsers({ text, by }: GivenOption): Credentials[] {
  const users = text
    .trim()
    .split(/\s+/)
    .map((entry, index) => {
      const [, name, password] = /^([\p{L}\p{N}._@-]+):(.+)$/u.exec(entry) ?? [];
      if (name === undefined || password === undefined) {
        throw new StorageRefused(
          `User ${index + 1} in ${by} is not given as name:password (a name is made of letters, digits and . _ @ -, a password has no spaces).`,
        );
      }
      return { name, password };
    });
  const twice = users.find(({ name }, index) => users.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new StorageRefused(`The user "${twice.name}" is given twice in ${by}.`);
  return users;
}

function readPem({ text: file, by }: GivenOption, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StorageRefused(`The file of the TLS ${what} (${by}) can't be read: ${reason(cause)}.`, { cause });
  }
}

function certificateIn({ text: file, by }: GivenOption, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new StorageRefused(`The file ${file} (${by}) holds no certificate in PEM form.`, { cause });
  }
}

function keyIn({ text: file, by }: GivenOption, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new StorageRefused(`The file ${file} (${by}) holds no private key in PEM form, or one behind a passphrase.`, {
      cause,
    });
  }
}

function readSecurity(cert: GivenOption, key: GivenOption, users: readonly Credentials[]): Security {
  const [certificate, privateKey] = [readPem(cert, 'certificate'), readPem(key, 'key')];
  if (!certificateIn(cert, certificate).checkPrivateKey(keyIn(key, privateKey))) {
    throw new StorageRefused(`The TLS key in ${key.text} does not belong to the certificate in ${cert.text}.`);
  }
  return { certificate, privateKey, users };
}

const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|localhost)$/i.test(host);

function security(of: OptionByName): Security | undefined {
  const [cert, key, usersGiven] = [of('tls-cert'), of('tls-key'), of('user')];
  const users = usersGiven === undefined ? [] : parseUsers(usersGiven);
  if (cert !== undefined && key !== undefined) {
    if (users.length === 0)
      throw new StorageRefused(
        `TLS without a user would let nobody in: name at least one in ${USERS_VARIABLE} (admin:password) or with --user.`,
      );
    return readSecurity(cert, key, users);
  }
  if (cert !== undefined || key !== undefined)
    throw new StorageRefused('TLS needs a certificate and its key: give both --tls-cert and --tls-key.');
  if (users.length > 0)
    throw new StorageRefused(
      'Users need TLS, because without it no client sends a password: give --tls-cert and --tls-key too.',
    );
  return undefined;
}

/**
 * Reads how the event store is to be started, the files of TLS included.
 * @param args options of the command line, without node and script
 * @throws StorageRefused with one sentence, never with a password in it
 */
export function readSettings(args: readonly string[], env: Environment): EventStoreOptions {
  const of = given(args, env);
  const databaseUrl = of('database-url')?.text;
  if (databaseUrl === undefined) throw new StorageRefused(`The event store needs a Postgres database. ${USAGE}`);
  const port = parsePort(of('port') ?? { text: '2113', by: '--port' });
  const [host, advertised] = [of('host')?.text, of('advertise')];
  const advertise = advertised && parseEndpoint(advertised);
  const secured = security(of);
  if (host !== undefined && !isLoopback(host) && secured === undefined) {
    throw new StorageRefused(
      `Without TLS only this machine may reach the event store: give --tls-cert and --tls-key to listen on ${host}, or leave ${of('host')?.by} out.`,
    );
  }
  if (secured === undefined && of('insecure') === undefined) throw new StorageRefused(OPEN_TO_ALL);
  return { databaseUrl, port, host, security: secured, advertise };
}

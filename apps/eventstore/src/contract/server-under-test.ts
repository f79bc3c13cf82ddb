import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  TimeoutError,
  jsonEvent,
  type Credentials,
  type EventData,
  type JSONType,
} from '@eventstore/db-client';
import { startEventStore } from '../server';
import { allows, describeAllowances } from './allowances';

jest.setTimeout(60_000);

/** The server that the contract is checked against: the one at ESDB_URL, else an embedded one on a fresh database. */
export interface ServerUnderTest {
  /** Connection string, credentials included. */
  readonly url: string;
  readonly client: EventStoreDBClient;
  /**
   * A user that may do everything, for calls that carry their own credentials. Without TLS clients keep them to
   * themselves.
   */
  readonly credentials: Credentials;
  /** Whether this server's version may differ in a case. */
  allows(number: number): boolean;
  /** What its version allows, for people. */
  allowances(): readonly string[];
  /** Another client of the same server. */
  connect(): EventStoreDBClient;
}

/** What the suite needs of the test helpers, which only specs may import: `@annals/testing`. */
export interface Helpers {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly testCertificate: () => Promise<{
    readonly certificate: string;
    readonly privateKey: string;
    readonly certificateFile: string;
    remove(): void;
  }>;
}

interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

type Mode = readonly [name: string, start: (helpers: Helpers) => Promise<Started>];

const ADMIN: Credentials = { username: 'admin', password: 'changeit' };

async function startPlain({ sharedDatabase }: Helpers): Promise<Started> {
  const database = await sharedDatabase('contract');
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  return {
    url: `esdb://127.0.0.1:${server.port}?tls=false`,
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

async function startWithTls({ sharedDatabase, testCertificate }: Helpers): Promise<Started> {
  const [database, tls] = [await sharedDatabase('contract'), await testCertificate()];
  const users = [{ name: ADMIN.username, password: ADMIN.password }];
  const server = await startEventStore({
    databaseUrl: database.url,
    port: 0,
    security: { certificate: tls.certificate, privateKey: tls.privateKey, users },
  });
  const url = `esdb://${ADMIN.username}:${ADMIN.password}@localhost:${server.port}?tls=true&tlsCAFile=${encodeURIComponent(tls.certificateFile)}`;
  return {
    url,
    stop: async () => {
      await server.stop();
      await database.drop();
      tls.remove();
    },
  };
}

/** The embedded server in both of its modes. */
export const EMBEDDED: readonly Mode[] = [
  ['without TLS', startPlain],
  ['with TLS', startWithTls],
];

/** The server that ESDB_URL names, which somebody else started. */
export const GIVEN = process.env['ESDB_URL'];
const MODES: readonly Mode[] =
  GIVEN === undefined
    ? EMBEDDED
    : [['the server at ESDB_URL', () => Promise.resolve({ url: GIVEN, stop: () => Promise.resolve() })]];

/** By the client itself, which asks every server for it. */
async function versionOf(client: EventStoreDBClient): Promise<string> {
  const features: unknown = await Reflect.get(client, 'capabilities');
  return typeof features === 'object' && features !== null && 'serverVersion' in features
    ? String(features.serverVersion)
    : 'unknown';
}

/** The server of one mode while its cases run. */
class Running implements ServerUnderTest {
  private started: Started | undefined;
  private readonly clients: EventStoreDBClient[] = [];
  private version = 'unknown';

  async start(start: () => Promise<Started>): Promise<void> {
    this.started = await start();
    this.version = await versionOf(this.connect());
  }

  get url(): string {
    if (this.started === undefined) throw new Error('The server does not run yet: use it in tests and hooks.');
    return this.started.url;
  }

  get client(): EventStoreDBClient {
    return this.clients[0] ?? this.connect();
  }

  get credentials(): Credentials {
    const [, username, password] = /^[^/]+\/\/([^:@/]+):([^@/]+)@/.exec(this.url) ?? [];
    return username === undefined || password === undefined
      ? ADMIN
      : { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  }

  allows(number: number): boolean {
    return allows(this.version, number);
  }

  allowances(): readonly string[] {
    return describeAllowances(this.version);
  }

  connect(): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(this.url);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.dispose()));
    await this.started?.stop();
  }
}

/**
 * Checks cases against the server under test: the embedded one without TLS and with it, or the one at ESDB_URL.
 * @param helpers all of `@annals/testing`
 */
export function contract(
  subject: string,
  helpers: Helpers,
  cases: (server: ServerUnderTest) => void,
  modes = MODES,
): void {
  describe.each(modes)(`${subject}, %s`, (_name, start) => {
    const server = new Running();
    beforeAll(() => server.start(() => start(helpers)));
    afterAll(() => server.stop());
    cases(server);
  });
}

/**
 * Runs a consumer, and again where the server may end it for being slow: it goes on by itself after what it has
 * handled.
 */
export async function consume(run: () => Promise<void>, mayBeEnded: boolean): Promise<void> {
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      if (!mayBeEnded || !(error instanceof TimeoutError)) throw error;
    }
  }
}

/** A name that no other run uses. */
export const unique = (word: string): string => `${word}-${randomUUID()}`;

/** JSON events of one type with `n` counted up. */
export const numbered = (count: number, type = 'Counted', first = 0): EventData[] =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { n: first + index } }));

export const event = (data: JSONType = {}, type = 'Happened', id: string = randomUUID()): EventData =>
  jsonEvent({ id, type, data });

/** All items of an async iterable. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The error that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('nothing went wrong');
}

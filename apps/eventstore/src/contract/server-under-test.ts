import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, type EventData, type JSONType } from '@eventstore/db-client';
import { startEventStore } from '../server';

jest.setTimeout(60_000);

/** The server that the contract is checked against: the one at ESDB_URL, else an embedded one on a fresh database. */
export interface ServerUnderTest {
  readonly url: string;
  readonly client: EventStoreDBClient;
  /** Another client of the same server. */
  connect(): EventStoreDBClient;
  stop(): Promise<void>;
}

/** Makes an empty database: `sharedDatabase` of the test helpers. */
export type MakeDatabase = (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;

async function start(makeDatabase: MakeDatabase): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['ESDB_URL'];
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  const database = await makeDatabase('contract');
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  return { url: `esdb://127.0.0.1:${server.port}?tls=false`, stop: async () => { await server.stop(); await database.drop(); } };
}

export async function serverUnderTest(makeDatabase: MakeDatabase): Promise<ServerUnderTest> {
  const { url, stop } = await start(makeDatabase);
  const clients: EventStoreDBClient[] = [];
  const connect = (): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  };
  return { url, client: connect(), connect, stop: async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    await stop();
  } };
}

/** A name that no other run uses. */
export const unique = (word: string): string => `${word}-${randomUUID()}`;

/** JSON events of one type with `n` counted up. */
export const numbered = (count: number, type = 'Counted', first = 0): EventData[] =>
  Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { n: first + index } }));

export const event = (data: JSONType = {}, type = 'Happened', id: string = randomUUID()): EventData => jsonEvent({ id, type, data });

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

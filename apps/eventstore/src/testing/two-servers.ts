import { EventStoreDBClient } from '@eventstore/db-client';
import { RawStore } from '@annals/eventstore';
import { startEventStore } from '../server';
import type { Route } from '../copy/transfer';

/** An embedded event store on a database of its own. */
export interface OneServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly client: EventStoreDBClient;
  stop(): Promise<void>;
}

/** What only specs may import: `sharedDatabase` of `@annals/testing`. */
export type MakeDatabase = (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;

/** Starts an empty event store. */
export async function oneServer(makeDatabase: MakeDatabase): Promise<OneServer> {
  const database = await makeDatabase('copy');
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  const url = `esdb://127.0.0.1:${server.port}?tls=false`;
  const client = EventStoreDBClient.connectionString(url);
  return {
    url,
    databaseUrl: database.url,
    client,
    stop: async () => {
      await client.dispose();
      await server.stop();
      await database.drop();
    },
  };
}

/** Runs `work` on the way from one server to the other. */
export async function between<T>(source: OneServer, target: OneServer, work: (route: Route) => Promise<T>): Promise<T> {
  const route = { source: new RawStore(source.url), target: new RawStore(target.url) };
  try {
    return await work(route);
  } finally {
    await Promise.all([route.source.close(), route.target.close()]);
  }
}

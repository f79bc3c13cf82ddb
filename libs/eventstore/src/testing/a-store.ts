import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';

/** A running event store for a spec: the one that ESDB_URL names, or the embedded one in a database of its own. */
export async function startStore(name: string): Promise<{ readonly connectionString: string; stop(): Promise<void> }> {
  const given = process.env['ESDB_URL'];
  if (given) return { connectionString: given, stop: () => Promise.resolve() };
  const database = await sharedDatabase(name);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  return { connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, stop: async () => {
    await server.stop();
    await database.drop();
  } };
}

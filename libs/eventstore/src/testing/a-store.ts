/**
 * Where a spec's event store comes from: specs pass `sharedDatabase` of @annals/testing and `startEventStore` of
 * apps/eventstore, which libraries may not import.
 */
export interface Starters {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly startEventStore: (options: {
    readonly databaseUrl: string;
    readonly port: number;
  }) => Promise<{ readonly port: number; stop(): Promise<void> }>;
}

/** A running event store for a spec: the one that ESDB_URL names, or the embedded one in a database of its own. */
export async function startStore(
  name: string,
  { sharedDatabase, startEventStore }: Starters,
): Promise<{ readonly connectionString: string; stop(): Promise<void> }> {
  const given = process.env['ESDB_URL'];
  if (given) return { connectionString: given, stop: () => Promise.resolve() };
  const database = await sharedDatabase(name);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  return {
    connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

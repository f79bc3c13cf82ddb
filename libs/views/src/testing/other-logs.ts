import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { EventStore, RawStore } from '@annals/eventstore';
import { lampForms } from '@annals/testing';
import { Client } from 'pg';
import type { Starters, World } from './a-world';

/** What specs make other logs with, out of apps/eventstore, which libraries may not import. */
export interface LogStarters extends Pick<Starters, 'sharedDatabase' | 'startEventStore'> {
  readonly copyLog: (
    logs: { readonly source: RawStore; readonly target: RawStore },
    said: () => void,
  ) => Promise<{ readonly differences: readonly unknown[] }>;
  readonly connectWriter: (databaseUrl: string) => Promise<{ readonly client: Pick<Client, 'query' | 'end'> }>;
}

/** Another event store, whose own first events make every position another one. */
export async function startElsewhere(world: World, { sharedDatabase, startEventStore, copyLog }: LogStarters) {
  const database = await sharedDatabase('elsewhere');
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  const url = `esdb://127.0.0.1:${server.port}?tls=false`;
  const raw = new RawStore(url);
  await raw.append({
    stream: '$elsewhere',
    expected: -1,
    events: [1, 2, 3].map(() => ({
      id: randomUUID(),
      type: '$Own',
      data: Buffer.from('{}'),
      metadata: Buffer.alloc(0),
    })),
  });
  const store = new EventStore({ forms: lampForms, connectionString: url, keyring: world.keyring });
  const copy = async (other: string, to: 'here' | 'there') => {
    const its = new RawStore(other);
    const { differences } = await copyLog(
      to === 'here' ? { source: its, target: raw } : { source: raw, target: its },
      () => undefined,
    );
    if (differences.length > 0) throw new Error(`The copy is another log: ${JSON.stringify(differences)}`);
    await its.close();
  };
  return {
    store,
    copyFrom: (source: string) => copy(source, 'here'),
    copyTo: (target: string) => copy(target, 'there'),
    async stop() {
      await Promise.all([store.close(), raw.close()]);
      await server.stop();
      await database.drop();
    },
  };
}

/** The same log without its last events, as a backup of it is. */
export async function startShorter(
  world: World,
  missing: number,
  { sharedDatabase, startEventStore, connectWriter }: LogStarters,
) {
  const database = await sharedDatabase('shorter');
  const { client: target } = await connectWriter(database.url);
  const source = new Client({ connectionString: world.databaseUrl });
  await source.connect();
  const { rows } = await source.query<{ row: string }>(
    `SELECT row_to_json(e)::text AS row FROM eventstore.events e WHERE position <= (SELECT max(position) FROM eventstore.events) - ${missing}`,
  );
  await target.query(
    'INSERT INTO eventstore.events SELECT * FROM json_populate_recordset(NULL::eventstore.events, $1::json)',
    [`[${rows.map(({ row }) => row).join()}]`],
  );
  await Promise.all([source.end(), target.end()]);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  const store = new EventStore({
    forms: lampForms,
    connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
    keyring: world.keyring,
  });
  return {
    store,
    port: server.port,
    async stop() {
      await store.close();
      await server.stop();
      await database.drop();
    },
  };
}

/** An address behind which event stores are exchanged. */
export async function startAddress(world: World) {
  const open = new Set<Socket>();
  let port = Number(/:(\d+)/.exec(world.eventstoreUrl)?.[1]);
  const server = createServer((socket) => {
    const behind = connect(port, '127.0.0.1');
    for (const each of [socket, behind]) {
      open.add(each);
      each
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(each);
          socket.destroy();
          behind.destroy();
        });
    }
    socket.pipe(behind).pipe(socket);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const store = new EventStore({
    forms: lampForms,
    connectionString: `esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`,
    keyring: world.keyring,
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    store,
    leadTo(other: number) {
      port = other;
      cut();
    },
    async stop() {
      await store.close();
      cut();
      await new Promise((closed) => {
        server.close(closed);
      });
    },
  };
}

/** Where each event of the log is in its stream. */
export async function eventsIn(store: EventStore): Promise<string[]> {
  const ended = new AbortController();
  const found: string[] = [];
  for await (const { events, live } of store.log({ from: 'start', signal: ended.signal })) {
    found.push(...events.map(({ revision, stream }) => `${revision}@${stream}`));
    if (live) ended.abort();
  }
  return found;
}

/** The rows of `history` that are served, as the database has them. */
export async function historyOf(databaseUrl: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const {
      rows: [serving],
    } = await client.query<{ generation: number }>(
      `SELECT generation FROM views.generations WHERE name = 'history' AND state = 'serving'`,
    );
    return (
      await client.query<Record<string, unknown>>(
        `SELECT * FROM history_${serving?.generation ?? 0}.history ORDER BY organization_id, sequence`,
      )
    ).rows;
  } finally {
    await client.end();
  }
}

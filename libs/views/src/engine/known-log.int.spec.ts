import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { botEnabled } from '@annals/contracts';
import { EventStore, RawStore } from '@annals/eventstore';
import { sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { copyLog } from '../../../../apps/eventstore/src/copy/copy-log';
import { connectWriter } from '../../../../apps/eventstore/src/log/connection';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, Projector, reaction, Reactor, rebuild, ViewReader } from '../index';
import { append, appendRun, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { someFleetEvents, someRunEvents } from '../testing/some-events';
import { someActivity } from '../testing/some-views';
import { OtherLog } from './known-log';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};
const views = [history, someActivity];
const ring = reaction({ name: 'ring-when-bot-is-enabled', on: { BotEnabled: ({ data: { botId } }) => [{ queue: 'test.ring', key: botId, payload: { botId } }] } });

/** Another event store, whose own first events make every position another one. */
async function startElsewhere(world: World) {
  const database = await sharedDatabase('elsewhere');
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  const url = `esdb://127.0.0.1:${server.port}?tls=false`;
  const raw = new RawStore(url);
  await raw.append({ stream: '$elsewhere', expected: -1, events: [1, 2, 3].map(() => ({ id: randomUUID(), type: '$Own', data: Buffer.from('{}'), metadata: Buffer.alloc(0) })) });
  const store = new EventStore({ connectionString: url, keyring: world.keyring });
  const copy = async (other: string, to: 'here' | 'there') => {
    const its = new RawStore(other);
    expect(await copyLog(to === 'here' ? { source: its, target: raw } : { source: raw, target: its }, () => undefined)).toMatchObject({ differences: [] });
    await its.close();
  };
  return { store, copyFrom: (source: string) => copy(source, 'here'), copyTo: (target: string) => copy(target, 'there'), async stop() {
    await Promise.all([store.close(), raw.close()]);
    await server.stop();
    await database.drop();
  } };
}

/** The same log without its last events, as a backup of it is. */
async function startShorter(world: World, missing: number) {
  const database = await sharedDatabase('shorter');
  const { client: target } = await connectWriter(database.url);
  const source = new Client({ connectionString: world.databaseUrl });
  await source.connect();
  for (const table of ['streams', 'events']) {
    const { rows } = await source.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM eventstore.${table} t ${table === 'events' ? `WHERE position <= (SELECT max(position) FROM eventstore.events) - ${missing}` : ''}`);
    await target.query(`INSERT INTO eventstore.${table} SELECT * FROM json_populate_recordset(NULL::eventstore.${table}, $1::json)`, [`[${rows.map(({ row }) => row).join()}]`]);
  }
  await Promise.all([source.end(), target.end()]);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  const store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: world.keyring });
  return { store, port: server.port, async stop() {
    await store.close();
    await server.stop();
    await database.drop();
  } };
}

/** An address behind which event stores are exchanged. */
async function startAddress(world: World) {
  const open = new Set<Socket>();
  let port = Number(/:(\d+)/.exec(world.eventstoreUrl)?.[1]);
  const server = createServer((socket) => {
    const behind = connect(port, '127.0.0.1');
    for (const each of [socket, behind]) {
      open.add(each);
      each.on('error', () => undefined).on('close', () => { open.delete(each); socket.destroy(); behind.destroy(); });
    }
    socket.pipe(behind).pipe(socket);
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const store = new EventStore({ connectionString: `esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`, keyring: world.keyring });
  const cut = () => { for (const socket of open) socket.destroy(); };
  return { store, leadTo(other: number) { port = other; cut(); }, async stop() {
    await store.close();
    cut();
    await new Promise((closed) => { server.close(closed); });
  } };
}

/** Where each event of the log is in its stream. */
async function eventsIn(store: EventStore): Promise<string[]> {
  const ended = new AbortController();
  const found: string[] = [];
  for await (const { events, live } of store.log({ from: 'start', signal: ended.signal })) {
    found.push(...events.map(({ revision, stream }) => `${revision}@${stream}`));
    if (live) ended.abort();
  }
  return found;
}

async function historyOf(databaseUrl: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: [serving] } = await client.query<{ generation: number }>(`SELECT generation FROM views.generations WHERE name = 'history' AND state = 'serving'`);
    return (await client.query<Record<string, unknown>>(`SELECT * FROM history_${serving?.generation ?? 0}.history ORDER BY organization_id, sequence`)).rows;
  } finally {
    await client.end();
  }
}

describe('views and reactions when the log under them changes', () => {
  jest.setTimeout(60_000);
  const organizations = [randomUUID(), randomUUID(), randomUUID()] as const;
  let world: World;
  let elsewhere: Awaited<ReturnType<typeof startElsewhere>>;
  let done: unknown[];
  beforeAll(async () => {
    world = await startWorld('knownlog', { sharedDatabase, startEventStore, startVault });
    elsewhere = await startElsewhere(world);
  });
  afterAll(async () => {
    await elsewhere.stop();
    await world.stop();
  });
  beforeEach(() => { done = []; });

  async function write(store: EventStore, seed: number): Promise<string> {
    for (const [index, organization] of organizations.entries()) {
      const { runId, events } = someRunEvents(seed + index);
      await append(store, organization, someFleetEvents(seed + index, 7));
      await appendRun(store, [organization, runId], events);
    }
    return (await append(store, organizations[0], [botEnabled({ botId: randomUUID() })])).position;
  }
  async function startReactor(eventStore: EventStore) {
    const ending = new AbortController();
    const log = new QuietLog();
    let rung: (botId: unknown) => void = () => undefined;
    const jobs = { 'test.ring': ({ botId }: Readonly<Record<string, unknown>>) => { done.push(botId); rung(botId); return Promise.resolve(); } };
    const reactor = new Reactor({ databaseUrl: world.databaseUrl, eventStore, reactions: [ring], jobs, log });
    await reactor.prepare();
    const run = reactor.run(ending.signal);
    return { log, rang: (botId: string) => new Promise<void>((resolve) => { rung = (each) => { if (each === botId) resolve(); }; if (done.includes(botId)) resolve(); }), stop: async () => { ending.abort(); await run; } };
  }
  const ringOnce = async (store: EventStore, reactor: Awaited<ReturnType<typeof startReactor>>) => {
    const botId = randomUUID();
    await append(store, organizations[0], [botEnabled({ botId })]);
    await reactor.rang(botId);
    return botId;
  };

  it('are built again in a copy, where sequence, instants and leaves are the same; jobs that were given out are not given out again', async () => {
    const first = await startReactor(world.store);
    const before = startProjector(world, { views });
    await before.live;
    await write(world.store, 1);
    await ringOnce(world.store, first);
    await first.stop();
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    const upTo = async (store: EventStore) => reader.read(history, { organization: organizations[0] }, () => Promise.resolve(), { minPosition: String((await store.head())?.commit), timeoutMs: 20_000 });
    await upTo(world.store);
    const [left, rows] = [done.length, await historyOf(world.databaseUrl)];
    await elsewhere.copyFrom(world.eventstoreUrl);

    const after = startProjector(world, { views, eventStore: elsewhere.store });
    await before.stop();
    await after.live;
    await upTo(elsewhere.store);
    const moved = await historyOf(world.databaseUrl);
    const lasting = (row: Record<string, unknown>) => ({ ...row, position: undefined });
    expect(moved.map(lasting)).toEqual(rows.map(lasting));
    expect(moved).toHaveLength(rows.length);
    expect(moved.map(({ position }) => Number(position))).toEqual(rows.map(({ position }) => Number(position) + 3));

    const second = await startReactor(elsewhere.store);
    const botId = await ringOnce(elsewhere.store, second);
    expect(done.slice(left)).toEqual([botId]);
    await Promise.all([second.stop(), after.stop(), reader.close()]);
    expect([...after.log.alarms, ...second.log.alarms]).toEqual([]);
  });

  it('refuse a log that lacks what was handled, and change nothing', async () => {
    // One event was handled elsewhere that the former log has not got.
    const untouched = await historyOf(world.databaseUrl);
    const options = { databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, log: new QuietLog() };
    await expect(new Projector({ ...options, views }).prepare()).rejects.toThrow(/^This event store's log is another one than the views in this database were made of, and lacks the event that was handled last \(revision \d+ of stream fleet-[-0-9a-f]{36}\): copy the rest of the log, or correct ANNALS_EVENTSTORE_URL\.$/);
    await expect(startReactor(world.store)).rejects.toThrow(/^This event store's log is another one than the reactions in this database were made of, and lacks /);
    await expect(rebuild(someActivity, options)).rejects.toThrow('The views in this database follow the log of another event store: give its address.');
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
  });

  it('go back when the rest was copied back; a process that was left behind stands still', async () => {
    const leftBehind = startProjector(world, { views, eventStore: elsewhere.store });
    await leftBehind.live;
    await elsewhere.copyTo(world.eventstoreUrl);
    await new Projector({ databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, views, log: new QuietLog() }).prepare();
    await append(elsewhere.store, organizations[1], [botEnabled({ botId: randomUUID() })]);
    await leftBehind.log.heard(({ fields }) => fields['error'] instanceof OtherLog);
    await leftBehind.stop();
    const back = startProjector(world, { views });
    await back.live;
    const rows = await historyOf(world.databaseUrl);
    expect(rows.map(({ stream, revision }) => `${String(revision)}@${String(stream)}`).sort()).toEqual((await eventsIn(world.store)).sort());
    await back.stop();
  });

  it('refuse their own log when its end is gone, and change nothing', async () => {
    const reactor = await startReactor(world.store);
    await ringOnce(world.store, reactor);
    await reactor.stop();
    const kept = startProjector(world, { views });
    await kept.live;
    await kept.stop();
    const untouched = await historyOf(world.databaseUrl);
    const shorter = await startShorter(world, 1);
    const options = { databaseUrl: world.databaseUrl, eventStore: shorter.store, apiRole: ROLE, log: new QuietLog() };
    await expect(new Projector({ ...options, views }).prepare()).rejects.toThrow(/^This event store's log no longer has the event that the views in this database handled last \(revision \d+ of stream fleet-[-0-9a-f]{36}\): it was restored from a backup, or has lost its end\. Restore /);
    await expect(startReactor(shorter.store)).rejects.toThrow(/^This event store's log no longer has the event that the reactions in this database handled last /);
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
    await shorter.stop();
  });

  it('stand still when the end of their log goes while they run, and change nothing', async () => {
    const address = await startAddress(world);
    const kept = startProjector(world, { views, eventStore: address.store });
    await kept.live;
    const untouched = await historyOf(world.databaseUrl);
    const shorter = await startShorter(world, 1);
    // What is new there has the positions that the checkpoints have passed already.
    for (const organization of organizations) await append(shorter.store, organization, [botEnabled({ botId: randomUUID() })]);
    address.leadTo(shorter.port);
    await kept.log.heard(({ fields }) => fields['error'] instanceof OtherLog && fields['error'].message.includes('no longer has the event that the views'));
    await kept.stop();
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
    await Promise.all([address.stop(), shorter.stop()]);
  });
});

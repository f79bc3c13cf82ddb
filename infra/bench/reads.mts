import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import { append, child, clientOf, eventStore, fill, loaded, megabytesOf, type Started } from './event-store.mts';
import { built } from './harness.mts';
import { pushRow } from './push.mts';
import { database, interleaved, number, say, times, type Row } from './table.mts';

const { startEmbeddedPostgres } = built('postgres') as typeof import('../../libs/postgres/src/index');

const LOADED_SECONDS = 20;

async function readAll(client: Client, events: number): Promise<number> {
  const from = performance.now();
  let count = 0;
  for await (const _ of client.readAll({ maxCount: events })) count += 1;
  if (count !== events) throw new Error(`${count} events of ${events} were read`);
  return count / ((performance.now() - from) / 1000);
}

/** $all by the official client: the event store beside a server that has every answer ready. */
async function readRow(databaseUrl: string, events: number): Promise<Row> {
  const store = await eventStore(databaseUrl);
  const ready = await child('infra/bench/same-frames.mjs', [databaseUrl, String(events)]);
  const [ours, limit] = [clientOf(store.port), clientOf(ready.port)];
  try {
    await readAll(ours, events);
    await readAll(limit, events);
    const read = await interleaved('ALL', { ours: () => readAll(ours, events), limit: () => readAll(limit, events) });
    return {
      id: 'ALL',
      what: '$all read by the official client, events/s',
      ours: number(read.ours),
      peer: '-',
      limit: `${number(read.limit)} (the client, answers ready)`,
      ratio: `${times(read.ours / read.limit)} of the limit`,
      goal: '>= 40,000, or >= 0.9x where the client is slower',
    };
  } finally {
    await Promise.all([ours.dispose(), limit.dispose(), store.stop(), ready.stop()]);
  }
}

/** The most memory that the event store takes while 32 writers append and a reader goes through $all. */
async function memory(databaseUrl: string): Promise<number> {
  const store = await eventStore(databaseUrl);
  const [client, other] = [clientOf(store.port), clientOf(store.port)];
  const until = performance.now() + LOADED_SECONDS * 1000;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, megabytesOf(store.child));
  }, 250);
  const writer = async () => {
    while (performance.now() < until) await append(client, `run-${randomUUID()}`, loaded(1));
  };
  const reader = async () => {
    while (performance.now() < until)
      for await (const _ of other.readAll({ maxCount: 50_000 })) if (performance.now() > until) break;
  };
  await Promise.all([reader(), ...Array.from({ length: 32 }, writer)]);
  clearInterval(timer);
  await Promise.all([client.dispose(), other.dispose(), store.stop()]);
  return most;
}

async function memoryRow(largeUrl: string, smallUrl: string): Promise<Row> {
  const [large, small] = [await memory(largeUrl), await memory(smallUrl)];
  say(`P19: ${large.toFixed(0)} MB with the large log, ${small.toFixed(0)} MB with the small one`);
  return {
    id: 'P19',
    what: 'memory of the event store, 32 writers and a reader of $all',
    ours: `${large.toFixed(0)} MB`,
    peer: '-',
    limit: `${small.toFixed(0)} MB with a tenth of the log`,
    ratio: times(large / small),
    goal: '<= 256 MB, <= 1.3x',
  };
}

/** One more event, appended and read, at a server that has just been started. @returns seconds since `from` */
async function firstServed(store: Started, from: number): Promise<number> {
  const client = clientOf(store.port);
  const stream = `start-${randomUUID()}`;
  await append(client, stream, loaded(1));
  for await (const _ of client.readStream(stream)) {
    /* one event */
  }
  const seconds = (performance.now() - from) / 1000;
  await client.dispose();
  return seconds;
}

/** Stops the database, and starts everything again; then once more the event store alone, killed. */
async function startRow(databaseUrl: string, events: number, restartPostgres: () => Promise<void>): Promise<Row> {
  const from = performance.now();
  await restartPostgres();
  const store = await eventStore(databaseUrl);
  const whole = await firstServed(store, from);
  store.child.removeAllListeners('exit');
  await new Promise((resolve) => {
    store.child.once('exit', resolve);
    store.child.kill('SIGKILL');
  });
  const again = performance.now();
  const restarted = await eventStore(databaseUrl);
  const alone = await firstServed(restarted, again);
  await restarted.stop();
  return {
    id: 'P20',
    what: `start with ${number(events)} events to the first event appended and read, embedded Postgres and event store`,
    ours: `${whole.toFixed(2)} s`,
    peer: '-',
    limit: '-',
    ratio: `${alone.toFixed(2)} s for the event store alone, killed before`,
    goal: '<= 10 s, <= 5 s',
  };
}

/**
 * Reading, memory, start and push of the event store. @param events size of the small log; the large one is ten times
 * that
 */
export async function readRows(_adminUrl: string, events: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'annals-bench-reads-'));
  chmodSync(folder, 0o711);
  let postgres = await startEmbeddedPostgres({ folder });
  const { port, url } = postgres;
  try {
    const [smallUrl, largeUrl] = [await database(url, 'small'), await database(url, 'large')];
    say(`ALL, P19, P20: writing ${number(events)} and ${number(10 * events)} events`);
    await fill(smallUrl, events);
    await fill(largeUrl, 10 * events);
    const rows = [await readRow(largeUrl, events), await memoryRow(largeUrl, smallUrl)];
    await postgres.stop();
    rows.push(
      await startRow(largeUrl, 10 * events, async () => {
        postgres = await startEmbeddedPostgres({ folder, port });
      }),
    );
    return [...rows, await pushRow(smallUrl)];
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

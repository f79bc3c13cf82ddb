import { CommandHandler, STREAM_DOES_NOT_EXIST, type Event } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import { rawSql } from '@event-driven-io/dumbo';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { atOnce } from './harness.mts';

type Renamed = Event<'Renamed', { name: string; n: number }>;
/** Makes an event of about 200 bytes. */
const NOTE = 'Halden Freight '.repeat(9);

/**
 * Emmett as its documentation sets it up: the PostgreSQL store with its own pool and migrations, CommandHandler, and a
 * raw SQL projection in a consumer with the default batch.
 */
export async function emmett(url: string) {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  return {
    commands: commands(store),
    appends: appends(store),
    catchUp: (events: number) => catchUp(url, store, events),
    close: () => store.close(),
  };
}

/** One event into a new stream, which must not exist. */
function appends(store: ReturnType<typeof getPostgreSQLEventStore>) {
  return (inFlight: number, total: number) =>
    atOnce(inFlight, total, (index) =>
      store.appendToStream<Renamed>(
        `organization-${randomUUID()}`,
        [{ type: 'Renamed', data: { name: NOTE, n: index } }],
        { expectedStreamVersion: STREAM_DOES_NOT_EXIST },
      ),
    );
}

/** Load, decide, append: 500 streams of 10 events, as many commands in flight as asked. */
function commands(store: ReturnType<typeof getPostgreSQLEventStore>) {
  const handle = CommandHandler<{ names: number }, Renamed>({
    initialState: () => ({ names: 0 }),
    evolve: (state) => ({ names: state.names + 1 }),
  });
  const streams = Array.from({ length: 500 }, (_, index) => `organization-${index}`);
  let seeded = false;
  return async (inFlight: number, total: number) => {
    if (!seeded)
      await atOnce(16, streams.length, (index) =>
        store.appendToStream<Renamed>(
          streams[index] ?? '',
          Array.from({ length: 10 }, (_, n) => ({ type: 'Renamed', data: { name: 'Halden', n } })),
        ),
      );
    seeded = true;
    return atOnce(inFlight, total, (index) =>
      handle(store, streams[index % streams.length] ?? '', (state) => ({
        type: 'Renamed',
        data: { name: 'Freight', n: state.names },
      })),
    );
  };
}

/**
 * 16 writers append `events` events; then a fresh consumer projects them into one table. What the table lacks is lost.
 */
async function catchUp(
  url: string,
  store: ReturnType<typeof getPostgreSQLEventStore>,
  events: number,
): Promise<{ perSecond: number; lost: number }> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    await atOnce(16, events, (index) =>
      store.appendToStream<Counted>(`member-${index % 10_000}`, [
        { type: 'Counted', data: { member: index % 10_000 } },
      ]),
    );
    await pool.query('create table if not exists counted (member int primary key, n int not null)');
    const total = async () => Number((await pool.query('select coalesce(sum(n), 0) as n from counted')).rows[0].n);
    const consumer = store.consumer<Counted>();
    consumer.projector({ processorId: 'bench', projection: counting });
    const from = performance.now();
    const running = consumer.start();
    const { handled, at } = await settled(total, events);
    await consumer.stop();
    await running.catch(() => undefined); // stop() ends it; what it handled is in the table
    return { perSecond: handled / ((at - from) / 1000), lost: events - handled };
  } finally {
    await pool.end();
  }
}

type Counted = Event<'Counted', { member: number }>;

const counting = postgreSQLRawSQLProjection<Counted>({
  name: 'counted',
  canHandle: ['Counted'],
  evolve: ({ data }) =>
    rawSql(
      `insert into counted values (${Number(data.member)}, 1) on conflict (member) do update set n = counted.n + 1`,
    ),
});

/** A projector gets this long to begin, and to go on after a pause; then what is missing never comes. */
const PATIENCE_MS = 60_000;

/** Until all are there, or nothing has moved for a minute. */
async function settled(total: () => Promise<number>, expected: number): Promise<{ handled: number; at: number }> {
  let handled = 0;
  let at = performance.now();
  while (handled < expected && performance.now() - at < PATIENCE_MS) {
    const now = await total();
    if (now !== handled) [handled, at] = [now, performance.now()];
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return { handled, at };
}

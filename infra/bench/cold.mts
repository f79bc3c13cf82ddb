import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { annals } from './annals.mts';
import { atOnce, built, installed, median } from './harness.mts';
import { database, interleaved, rounds, say, times, type Row } from './table.mts';

const { EventStore } = built('eventstore') as typeof import('../../libs/eventstore/src/index');
const { memberRolesChanged } = built('contracts') as typeof import('../../libs/contracts/src/index');
const { v7 } = installed('uuid') as typeof import('uuid');

type RolesEvent = ReturnType<typeof memberRolesChanged>;
interface People {
  readonly roles: Map<string, { readonly personId: string; readonly roles: readonly string[] }>;
}
/** A state as large as that of an organization with so many people: a fifth as many as its stream has events. */
const people = {
  category: 'organization',
  initial: (): People => ({ roles: new Map() }),
  evolve: {
    MemberRolesChanged: ({ roles }: People, { data }: Pick<RolesEvent, 'data'>) => void roles.set(data.personId, data),
  },
};
const AT_ONCE = 100;
/** Streams that take turns in one measurement of P18's second line, and how often each is snapshotted in it. */
const [HOT, EVERY] = [8, 1000];

const context = () => ({ commandId: v7(), correlationId: randomUUID(), actor: 'system:bench' as const });

/** Annals below HTTP, and further processes beside it that know the same log and vault. */
async function world(databaseUrl: string) {
  const base = await annals(databaseUrl);
  const { connectionString, vault } = base;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const open = (snapshots: boolean, every = 1000) =>
    new EventStore({
      connectionString,
      keyring: vault.keys,
      deadlineMs: 60_000, // a machine that is busy for seconds ends no measurement
      ...(snapshots ? { snapshots: { store: vault.snapshots, version: 'bench', every } } : {}),
    });
  const command = (store: ReturnType<typeof open>, id: string, events: readonly RolesEvent[]) =>
    store.decide<People, RolesEvent>({ stream: people, id: [id] }, context(), () => events);
  const writer = open(false);
  const one = () => [memberRolesChanged({ personId: randomUUID(), roles: ['member'] })];
  return {
    ...base,
    open,
    /** A stream of so many events, with a snapshot of all of them. */
    long: async (events: number): Promise<string> => {
      const id = randomUUID();
      const persons = Array.from({ length: events / 5 }, () => randomUUID());
      for (let from = 0; from < events; from += AT_ONCE)
        await command(
          writer,
          id,
          Array.from({ length: AT_ONCE }, (_, n) =>
            memberRolesChanged({ personId: persons[(from + n) % persons.length] ?? '', roles: ['member'] }),
          ),
        );
      const store = open(true);
      await store.state({ stream: people, id: [id] });
      while (
        (await client.query('SELECT FROM vault.snapshots WHERE stream = $1', [`organization-${id}`])).rowCount === 0
      )
        await pause(20);
      await store.close();
      return id;
    },
    /** The first command on a stream, by a process that is connected and has met another stream. @returns milliseconds */
    first: async (id: string, snapshots: boolean): Promise<number> => {
      const store = open(snapshots);
      await command(store, randomUUID(), one());
      const from = performance.now();
      await command(store, id, one());
      const taken = performance.now() - from;
      await store.close();
      return taken;
    },
    close: async () => {
      await Promise.all([client.end(), writer.close()]);
      await base.close();
    },
    hot: (store: ReturnType<typeof open>, ids: readonly string[], total: number) =>
      atOnce(ids.length, total, (index) => command(store, ids[index % ids.length] ?? '', one())),
  };
}

/** P18: the first command on a long stream, and what snapshots cost those after it. */
export async function coldRows(adminUrl: string): Promise<Row[]> {
  const { long, first, open, hot, close } = await world(await database(adminUrl, 'cold'));
  try {
    const cold: Row[] = [];
    for (const events of [10_000, 50_000]) {
      say(`P18: writing ${events} events`);
      const id = await long(events);
      const taken: Record<'ours' | 'whole', number[]> = { ours: [], whole: [] };
      for (let round = 1; round <= rounds * 3; round += 1)
        for (const how of round % 2 === 0 ? (['ours', 'whole'] as const) : (['whole', 'ours'] as const))
          taken[how].push(await first(id, how === 'ours'));
      const [ours, whole] = [median(taken.ours), median(taken.whole)];
      say(`P18: ${events} events: ${ours.toFixed(1)} ms by the snapshot, ${whole.toFixed(1)} ms read whole`);
      cold.push({
        id: 'P18',
        what: `first command on a stream of ${events} events, by its snapshot`,
        ours: `${ours.toFixed(1)} ms`,
        peer: '-',
        limit: `${whole.toFixed(1)} ms, read whole`,
        ratio: `${times(whole / ours)} faster`,
        goal: '<= 50 ms',
      });
    }
    return [...cold, await costRow({ long, open, hot })];
  } finally {
    await close();
  }
}

async function costRow({
  long,
  open,
  hot,
}: Pick<Awaited<ReturnType<typeof world>>, 'long' | 'open' | 'hot'>): Promise<Row> {
  const [with_, without] = [open(true, EVERY), open(false)];
  const theirs: string[] = [];
  const others: string[] = [];
  for (let each = 0; each < HOT; each += 1) {
    theirs.push(await long(5100));
    others.push(await long(5100));
  }
  await Promise.all([hot(with_, theirs, HOT), hot(without, others, HOT)]);
  const total = HOT * EVERY;
  const rates = await interleaved('P18 commands', {
    ours: async () => (await hot(with_, theirs, total)).perSecond,
    without: async () => (await hot(without, others, total)).perSecond,
  });
  await Promise.all([with_.close(), without.close()]);
  return {
    id: 'P18',
    what: `commands per second on ${HOT} long streams, with a snapshot each ${EVERY} events`,
    ours: String(Math.round(rates.ours)),
    peer: '-',
    limit: `${Math.round(rates.without)} without snapshots`,
    ratio: times(rates.ours / rates.without),
    goal: '>= 0.95x',
  };
}

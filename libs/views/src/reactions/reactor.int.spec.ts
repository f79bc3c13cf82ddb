import { randomUUID } from 'node:crypto';
import { lampDoused, lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { z } from 'zod';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import {
  beginReactions,
  listDeadLetters,
  listStops,
  Reactor,
  releaseView,
  retryDeadLetter,
  type JobHandler,
  type Reaction,
} from '../index';
import { append, ROLE, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { reactionToLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

const ring = reactionToLamps({
  name: 'ring-when-lamp-is-lit',
  on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: lampId, payload: { lampId } }] },
});
const unheard = reactionToLamps({
  name: 'call-nobody-when-lamp-is-doused',
  on: { LampDoused: ({ data: { lampId } }) => [{ queue: 'test.nobody', key: lampId, payload: { lampId } }] },
});

/** The lamps of a job that was given out for several. */
const lampsIn = (all: unknown) =>
  z
    .array(z.object({ lampId: z.string() }))
    .parse(all)
    .map(({ lampId }) => lampId);

/** Collects the jobs that are done and hands each to whoever waits for it. */
class Doorbell {
  readonly done: { readonly lampId: unknown; readonly attempt: number }[] = [];
  private readonly waiting: { readonly count: number; readonly wake: () => void }[] = [];
  readonly failing = new Set<string>();
  together: (payload: Readonly<Record<string, unknown>>) => void = () => undefined;

  readonly handler: JobHandler = ({ lampId, ...payload }, attempt) => {
    if ('all' in payload) this.together(payload);
    this.done.push({ lampId, attempt });
    for (const { count, wake } of this.waiting) if (this.done.length >= count) wake();
    return this.failing.has(String(lampId))
      ? Promise.reject(new Error(`Nobody answers at ${String(lampId)}`))
      : Promise.resolve();
  };

  reached(count: number): Promise<void> {
    return this.done.length >= count
      ? Promise.resolve()
      : new Promise((wake) => {
          this.waiting.push({ count, wake });
        });
  }
}

describe('reactions', () => {
  const organization = randomUUID();
  let world: World;
  let running: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    world = await startWorld('reactor', { sharedDatabase, startEventStore, startVault });
  }, 30_000);
  afterEach(async () => {
    await Promise.all(running.map((stop) => stop()));
    running = [];
  });
  afterAll(async () => {
    await world.stop();
  });

  async function start(reactions: readonly Reaction[], bell: Doorbell) {
    const ending = new AbortController();
    const log = new QuietLog();
    const reactor = new Reactor({
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      reactions,
      jobs: { 'test.ring': bell.handler },
      log,
      patience: { retryLimit: 2, retryDelay: 1, retryDelayMax: 1 },
    });
    await reactor.prepare();
    const run = reactor.run(ending.signal);
    const stop = async () => {
      ending.abort();
      await run;
    };
    running.push(stop);
    return { log, stop };
  }
  const light = (...lamps: readonly string[]) =>
    append(
      world.store,
      organization,
      lamps.map((lampId) => lampLit({ lampId })),
    );
  const someLamps = (count: number) => Array.from({ length: count }, () => randomUUID());

  it('start at the beginning of an empty log and do each job once', async () => {
    const bell = new Doorbell();
    await start([ring], bell);
    const lamps = someLamps(5);
    await light(...lamps);
    await bell.reached(5);
    expect(bell.done.map(({ lampId }) => lampId).sort()).toEqual([...lamps].sort());
  }, 30_000);

  it('go on where they were, and give out a key that was given out before no more', async () => {
    const bell = new Doorbell();
    const [again = '', fresh = ''] = someLamps(2);
    await light(again);
    const { stop } = await start([ring], bell);
    await bell.reached(1);
    await stop();
    await light(again, fresh);
    await start([ring], bell);
    await bell.reached(2);
    expect(bell.done).toEqual([
      { lampId: again, attempt: 1 },
      { lampId: fresh, attempt: 1 },
    ]);
  }, 30_000);

  it('A10: begin at the head of the log as it was when the first process of their release started, not when the worker came', async () => {
    const bell = new Doorbell();
    const fresh = reactionToLamps({
      name: 'ring-in-the-new-release',
      on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: `fresh:${lampId}`, payload: { lampId } }] },
    });
    const [before = '', after = ''] = someLamps(2);
    await light(before);
    await beginReactions(world.databaseUrl, { names: [ring.name, fresh.name], last: () => world.store.last() });
    await light(after);
    await start([ring, fresh], bell);
    await bell.reached(3);
    await beginReactions(world.databaseUrl, {
      names: [fresh.name],
      last: () => Promise.reject(new Error('it is known')),
    });
    expect(bell.done.map(({ lampId }) => lampId).sort()).toEqual([before, after, after].sort());
  }, 30_000);

  it('start at the head when they are new and the log is not', async () => {
    const bell = new Doorbell();
    const late = reactionToLamps({
      name: 'ring-late',
      on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: `late:${lampId}`, payload: { lampId } }] },
    });
    const [lampId = ''] = someLamps(1);
    await start([ring, late], bell);
    await light(lampId);
    await bell.reached(2);
    expect(bell.done).toEqual([
      { lampId, attempt: 1 },
      { lampId, attempt: 1 },
    ]);
  }, 30_000);

  it('of two processes each job is done once', async () => {
    const bell = new Doorbell();
    await start([ring], bell);
    await start([ring], bell);
    const lamps = someLamps(30);
    await light(...lamps);
    await bell.reached(30);
    await Promise.all(running.map((stop) => stop()));
    expect(bell.done.map(({ lampId }) => lampId).sort()).toEqual([...lamps].sort());
  }, 30_000);

  it('try a job again, and list it as a dead letter when it was tried often enough', async () => {
    const bell = new Doorbell();
    const { log } = await start([ring], bell);
    const [lampId = ''] = someLamps(1);
    bell.failing.add(lampId);
    await light(lampId);
    await bell.reached(3);
    expect(bell.done.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    let dead = await listDeadLetters(world);
    while (dead.length === 0) dead = await listDeadLetters(world);
    expect(dead).toMatchObject([{ queue: 'test.ring', payload: { lampId }, attempts: 3 }]);
    expect(dead[0]?.error).toContain('Nobody answers');
    expect(log.alarms).toEqual(['dead letter']);
    bell.failing.clear();
    expect(await retryDeadLetter(dead[0]?.id ?? '', world)).toBe(true);
    await bell.reached(4);
    expect(bell.done.at(-1)).toEqual({ lampId, attempt: 1 });
    expect(await listDeadLetters(world)).toEqual([]);
    expect(await retryDeadLetter(dead[0]?.id ?? '', world)).toBe(false);
    expect(await retryDeadLetter('no id', world)).toBe(false);
  }, 30_000);

  it('try a job soon again that was in hand when its worker was killed', async () => {
    const bell = new Doorbell();
    await start([ring], bell);
    const [lampId = ''] = someLamps(1);
    await light(lampId);
    await bell.reached(1);
    const superuser = new Client({ connectionString: world.databaseUrl });
    await superuser.connect();
    const abandon = `UPDATE jobs.job SET state = 'active', completed_on = NULL, heartbeat_on = now() - interval '11 s' WHERE data->>'lampId' = $1 AND state = 'completed'`;
    while ((await superuser.query(abandon, [lampId])).rowCount === 0) {
      /* it is being written down as done */
    }
    await superuser.end();
    await bell.reached(2);
    expect(bell.done).toEqual([
      { lampId, attempt: 1 },
      { lampId, attempt: 2 },
    ]);
  }, 30_000);

  it('stop at an event that they cannot take, without holding up others', async () => {
    const bell = new Doorbell();
    const fails = reactionToLamps({
      name: 'fail-when-lamp-is-lit',
      on: {
        LampLit: () => {
          throw new Error('Cannot say');
        },
      },
    });
    const { log } = await start([ring, fails], bell);
    await light(...someLamps(2));
    await bell.reached(2);
    while (log.alarms.length === 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    const options = { databaseUrl: world.databaseUrl, catalog: 'reactions' } as const;
    expect(await listStops(options)).toMatchObject([{ name: 'fail-when-lamp-is-lit', tries: 5, released: null }]);
    expect(
      await releaseView('fail-when-lamp-is-lit', { by: 'operator:olga', reason: 'gone', skip: true }, options),
    ).toBe(true);
  }, 30_000);

  it('raise an alarm and wait when a queue that they name has no handler', async () => {
    const bell = new Doorbell();
    const { log } = await start([unheard], bell);
    await append(world.store, organization, [lampDoused({ lampId: randomUUID() })]);
    while (log.alarms.length === 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    expect(String(log.said.find(({ level }) => level === 'error')?.fields['error'])).toContain(
      'no handler for jobs of test.nobody',
    );
  }, 30_000);

  it('give out as one job what goes together, so many at most', async () => {
    const joined = reactionToLamps({
      name: 'ring-together-when-lamp-is-lit',
      on: {
        LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: lampId, payload: { lampId }, together: true }],
      },
    });
    const lamps: readonly string[] = someLamps(60);
    const seen: (readonly string[])[] = [];
    const bell = new Doorbell();
    const all = new Promise<void>((done) => {
      bell.together = ({ all: payloads }) => {
        const mine = lampsIn(payloads).filter((lampId) => lamps.includes(lampId));
        if (mine.length > 0) seen.push(mine);
        if (seen.flat().length === lamps.length) done();
      };
    });
    await start([joined], bell);
    await light(...lamps);
    await all;
    expect(seen.flat().sort()).toEqual([...lamps].sort());
    expect(seen.length).toBeLessThan(lamps.length / 2);
    expect(Math.max(...seen.map(({ length }) => length))).toBeLessThanOrEqual(50);
  }, 30_000);
});

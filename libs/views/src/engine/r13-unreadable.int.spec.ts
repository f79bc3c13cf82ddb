import { randomUUID } from 'node:crypto';
import { EventStore } from '@annals/eventstore';
import { lampDoused, lampForms, lampHung, lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { appendRaw } from '../../../../apps/eventstore/src/testing/append-raw';
import { followerStates, history, listStops, log, Reactor, rebuild, rows, ViewReader } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { reactionToLamps, someLamps, viewOfLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

/** Cares for one type only, but numbers all. */
const lightings = viewOfLamps({
  name: 'lightings',
  version: 1,
  sequence: true,
  tables: {
    entries: log({ key: ['organization_id', 'sequence'], columns: { organization_id: 'uuid', sequence: 'int8' } }),
  },
  on: { LampLit: (t, e) => t.entries.put({ organization_id: e.organization, sequence: e.sequence }) },
});

/** Cares for one type, and for who did something and when, whatever that was. */
const actors = viewOfLamps({
  name: 'actors',
  version: 1,
  sequence: true,
  tables: {
    actors: rows({
      key: ['organization_id', 'actor'],
      columns: { organization_id: 'uuid', actor: 'text', last: 'int8', at: 'instant' },
    }),
  },
  on: { LampFlared: () => undefined },
  envelopes: (t, { organization, meta, sequence, at }) => {
    if (organization !== undefined)
      t.actors.put({ organization_id: organization, actor: meta.actor, last: sequence, at });
  },
});

describe('R13: an event that this program cannot read', () => {
  const views = [history, someLamps, lightings, actors];
  const organization = randomUUID();
  let world: World;
  let reader: ViewReader;
  let projector: ReturnType<typeof startProjector>;
  const write = (...types: readonly ('lit' | 'doused')[]) =>
    append(
      world.store,
      organization,
      types.map((type) => (type === 'lit' ? lampLit : lampDoused)({ lampId: randomUUID() })),
    );
  const writeRaw = (type: string, schema: string) => {
    const command = randomUUID();
    return appendRaw(world.eventstoreUrl, `house-${organization}`, {
      id: randomUUID(),
      type,
      data: { data: { lampId: randomUUID() } },
      metadata: {
        $correlationId: command,
        $causationId: command,
        at: '2026-06-03T09:15:00.000Z',
        actor: 'system:spec',
        command,
        schema,
        salt: 'c2FsdA==',
      },
    });
  };
  const numbersOf = async (minPosition: string) =>
    (
      await reader.read(
        lightings,
        { organization },
        (db) => db.selectFrom('entries').select('sequence').orderBy('sequence').execute(),
        { minPosition, timeoutMs: 10_000 },
      )
    ).map(({ sequence }) => sequence);
  const stops = (catalog: 'views' | 'reactions' = 'views') => listStops({ databaseUrl: world.databaseUrl, catalog });
  const stopped = async (count: number, catalog?: 'reactions') => {
    while ((await stops(catalog)).length < count)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };

  beforeAll(async () => {
    world = await startWorld('r13', { sharedDatabase, startEventStore, startVault });
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    projector = startProjector(world, { views });
    await projector.live;
  }, 30_000);
  afterAll(async () => {
    await Promise.all([reader.close(), projector.stop()]);
    await world.stop();
  });

  it('of a newer version stops its organization in the views of its type and those of everything, with position and reason; others go on and count it', async () => {
    const before = await write('lit');
    await writeRaw('LampDoused', '2');
    const head = await world.store.head();
    const house = `house-${organization}`;
    await stopped(2);
    const found = await stops();
    expect(found.map(({ name }) => name).sort()).toEqual(['history', 'some_lamps']);
    for (const stop of found)
      expect(stop).toMatchObject({
        position: String(head?.commit),
        owner: organization,
        eventType: 'LampDoused',
        stream: house,
        tries: 5,
        released: null,
        reason: expect.stringContaining("version 2 is newer than this program's (1)") as string,
      });
    expect(projector.log.alarms).toEqual(['stopped', 'stopped']);
    // Who needs only what stands around it took it.
    expect(
      await reader.read(
        actors,
        { organization },
        (db) => db.selectFrom('actors').select(['last', 'at']).where('actor', '=', 'system:spec').execute(),
        { minPosition: String(head?.commit), timeoutMs: 10_000 },
      ),
    ).toEqual([{ last: 2, at: '2026-06-03T09:15:00.000Z' }]);
    const { position } = await appendBehind('lit');
    expect(await numbersOf(position)).toEqual([1, 3]);
    const entries = await reader.read(history, { organization }, (db) =>
      db.selectFrom('history').select('position').execute(),
    );
    expect(entries).toEqual([{ position: before.position }]);
  }, 30_000);

  it('stops its organization in a rebuild, too, and nobody else', async () => {
    const report = await rebuild(someLamps, {
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      log: new QuietLog(),
    });
    expect(report).toMatchObject({ generation: 2, equal: true });
    const states = await followerStates(world.databaseUrl);
    expect(states.filter(({ name }) => name === 'some_lamps')).toMatchObject([
      { generation: 2, state: 'serving', standing: 1 },
    ]);
    expect(
      (await stops()).some(
        ({ name, owner, released }) => name === 'some_lamps' && owner === organization && released === null,
      ),
    ).toBe(true);
  }, 30_000);

  it('of an unknown type concerns the views of everything only', async () => {
    const fresh = viewOfLamps({
      name: 'fresh',
      version: 1,
      tables: someLamps.tables,
      on: {
        LampLit: (t, e) => {
          t.lamps.put({
            organization_id: e.organization,
            lamp_id: e.data.lampId,
            status: 'lit',
            name: null,
            seen_at: null,
          });
        },
      },
    });
    await writeRaw('LampVanished', '1');
    const { position } = await appendBehind('lit');
    expect(await numbersOf(position)).toEqual([1, 3, 5]);
    const second = startProjector(world, { views: [fresh] });
    await second.live;
    expect(second.log.alarms).toEqual([]);
    await second.stop();
  }, 30_000);

  it('stops its organization in the reactions that handle its type, and in no other', async () => {
    const done: string[] = [];
    let heard: () => void = () => undefined;
    const rung = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const on = (name: string, type: 'LampLit' | 'LampDoused') =>
      reactionToLamps({
        name,
        on: { [type]: () => [{ queue: 'test.r13', key: `${name}:${String(done.length)}`, payload: { name } }] },
      });
    const ending = new AbortController();
    const reactor = new Reactor({
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      reactions: [on('when-lit', 'LampLit'), on('when-doused', 'LampDoused')],
      log: new QuietLog(),
      jobs: {
        'test.r13': async ({ name }) => {
          done.push(String(name));
          heard();
        },
      },
    });
    await reactor.prepare();
    const running = reactor.run(ending.signal);
    await writeRaw('LampDoused', '2');
    await appendBehind('lit');
    await Promise.all([rung, stopped(1, 'reactions')]);
    expect(await stops('reactions')).toMatchObject([
      { name: 'when-doused', owner: organization, eventType: 'LampDoused', tries: 5 },
    ]);
    expect(done).toEqual(['when-lit']);
    ending.abort();
    await running;
  }, 30_000);

  it('because its key is missing is nobody’s poison: everything waits, with an alarm, and goes on when the key is back', async () => {
    const other = randomUUID();
    await append(world.store, other, [lampHung({ lampId: randomUUID(), roomId: randomUUID() }, { name: 'Ada' })]);
    let isMissing = true;
    const store = new EventStore({
      forms: lampForms,
      connectionString: world.eventstoreUrl,
      keyring: {
        forSubject: (scope, subject) => world.keyring.forSubject(scope, subject),
        open: (ids) => (isMissing ? Promise.reject(new Error('MissingKey')) : world.keyring.open(ids)),
      },
    });
    const late = viewOfLamps({ name: 'late', version: 1, tables: someLamps.tables, on: { LampLit: () => undefined } });
    const waiting = startProjector(world, { views: [late], eventStore: store });
    while (waiting.log.alarms.length === 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    expect(waiting.log.alarms[0]).toBe('engine');
    expect((await stops()).some(({ name }) => name === 'late')).toBe(false);
    isMissing = false;
    await waiting.live;
    await waiting.stop();
    await store.close();
  }, 30_000);

  /** Appends as a program that does read the stream: ours refuses to decide on what it cannot read. */
  async function appendBehind(type: 'lit'): Promise<{ position: string }> {
    const command = randomUUID();
    await appendRaw(world.eventstoreUrl, `house-${organization}`, {
      id: randomUUID(),
      type: type === 'lit' ? 'LampLit' : '',
      data: { data: { lampId: randomUUID() } },
      metadata: {
        $correlationId: command,
        $causationId: command,
        at: '2026-06-03T09:15:00.000Z',
        actor: 'system:spec',
        command,
        schema: '1',
        salt: 'c2FsdA==',
      },
    });
    return { position: String((await world.store.head())?.commit) };
  }
});

import { randomUUID } from 'node:crypto';
import { lampDoused, lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { followerStates, history, listStops, log, rebuild, releaseView, rows, ViewReader } from '../index';
import { connected } from '../sql/connected';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { someActivity, viewOfLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

let broken = true;
const poisonous = randomUUID();

/** Its handler cannot take one lamp, until somebody mends it. */
const fragile = viewOfLamps({
  name: 'fragile',
  version: 1,
  sequence: true,
  tables: {
    lamps: rows({
      key: ['organization_id', 'lamp_id'],
      columns: { organization_id: 'uuid', lamp_id: 'uuid', sequence: 'int8' },
    }),
  },
  on: {
    LampLit: (t, e) => {
      if (broken && e.data.lampId === poisonous) throw new Error('This lamp cannot be');
      t.lamps.put({ organization_id: e.organization, lamp_id: e.data.lampId, sequence: e.sequence });
    },
  },
});

/** Its handler is content, but Postgres is not: a log takes each key once. */
const twice = viewOfLamps({
  name: 'twice',
  version: 1,
  tables: {
    lamps: log({ key: ['organization_id', 'lamp_id'], columns: { organization_id: 'uuid', lamp_id: 'uuid' } }),
  },
  on: { LampDoused: (t, e) => t.lamps.put({ organization_id: e.organization, lamp_id: e.data.lampId }) },
});

describe('A2, R14: a poison event', () => {
  const views = [history, fragile, twice, someActivity];
  const [organization, neighbour] = [randomUUID(), randomUUID()];
  const stillSince: string[] = [];
  let world: World;
  let reader: ViewReader;
  let projector: ReturnType<typeof startProjector>;
  let last = '0';
  const light = async (owner: string, ...lamps: readonly string[]) => {
    ({ position: last } = await append(
      world.store,
      owner,
      lamps.map((lampId) => lampLit({ lampId })),
    ));
  };
  const sequences = async (owner: string, of: typeof fragile = fragile) =>
    (
      await reader.read(
        of,
        { organization: owner },
        (db) => db.selectFrom('lamps').select('sequence').orderBy('sequence').execute(),
        { minPosition: last, timeoutMs: 20_000 },
      )
    ).map(({ sequence }) => sequence);
  const options = () => ({ databaseUrl: world.databaseUrl });
  const release = (reason: string, more: { readonly skip?: boolean; readonly owner?: string } = {}) =>
    releaseView('fragile', { by: 'operator:olga', reason, ...more }, options());
  const rebuilt = (view: typeof fragile) =>
    rebuild(view, { databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, log: new QuietLog() });
  const partsLeft = async () =>
    (await connected(world.databaseUrl, (db) => db.query(`SELECT FROM views.checkpoints WHERE name LIKE '%/%'`)))
      .rowCount;
  /** Settles when this many stops are recorded. */
  const stopped = async (count: number) => {
    while ((await listStops(options())).length < count)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };
  /** Settles when everybody who was released follows with the others again. */
  const joined = async () => {
    while ((await partsLeft()) !== 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };

  beforeAll(async () => {
    world = await startWorld('stops', { sharedDatabase, startEventStore, startVault });
    reader = new ViewReader({
      databaseUrl: world.databaseUrl,
      role: ROLE,
      views,
      standsStill: (since) => {
        stillSince.push(since);
      },
    });
    projector = startProjector(world, { views });
    await projector.live;
  }, 30_000);
  afterAll(async () => {
    await reader.close();
    await projector.stop();
    await world.stop();
  });

  it('stops its organization in the view that fails on it, after 5 tries, at that event; the others go on, in that view too', async () => {
    await light(organization, randomUUID(), randomUUID(), poisonous, randomUUID());
    await light(neighbour, randomUUID(), randomUUID());
    await stopped(1);
    expect(await sequences(neighbour)).toEqual([1, 2]);
    expect(
      await reader.read(someActivity, { organization }, (db) => db.selectFrom('entries').select('sequence').execute(), {
        minPosition: last,
      }),
    ).toHaveLength(4);
    const [stop] = await listStops(options());
    expect(stop).toMatchObject({
      name: 'fragile',
      owner: organization,
      version: 1,
      eventType: 'LampLit',
      stream: `house-${organization}`,
      tries: 5,
      released: null,
    });
    expect(stop?.reason).toContain('This lamp cannot be');
    expect(projector.log.alarms).toEqual(['stopped']);
    expect((await followerStates(world.databaseUrl)).find(({ name }) => name === 'fragile')).toMatchObject({
      state: 'serving',
      standing: 1,
    });
  }, 30_000);

  it('says to readers since when, and lets none of them wait', async () => {
    stillSince.length = 0;
    const began = performance.now();
    expect(await sequences(organization)).toEqual([1, 2]);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(stillSince).toEqual([(await listStops(options()))[0]?.stoppedAt]);
    await sequences(neighbour);
    expect(stillSince).toHaveLength(1);
  });

  it('holds it back whatever comes and whoever restarts', async () => {
    await light(organization, randomUUID());
    await light(neighbour, randomUUID());
    await projector.stop();
    projector = startProjector(world, { views });
    await projector.live;
    expect(projector.log.alarms).toEqual(['stopped']);
    expect(await sequences(neighbour)).toEqual([1, 2, 3]);
    expect(await sequences(organization)).toEqual([1, 2]);
  }, 30_000);

  it('stops it in a rebuild, too, which serves the others', async () => {
    expect(await rebuilt(fragile)).toMatchObject({ equal: true, generation: 2 });
    await light(neighbour, randomUUID());
    expect(await sequences(neighbour)).toEqual([1, 2, 3, 4]);
    expect(await sequences(organization)).toEqual([1, 2]);
    expect((await listStops(options())).map(({ released }) => released?.reason)).toEqual([
      undefined,
      'its generation was given up',
    ]);
  }, 30_000);

  it('is tried again when an operator releases it, and the release is recorded; while it fails the organization stands still again', async () => {
    expect(() => releaseView('fragile', { by: ' ', reason: 'x' }, options())).toThrow('who');
    expect(await release('hope', { owner: neighbour })).toBe(false);
    expect(await release('hope')).toBe(true);
    await stopped(3);
    broken = false;
    expect(await release('handler mended', { owner: organization })).toBe(true);
    expect(await sequences(organization)).toEqual([1, 2, 3, 4, 5]);
    expect((await listStops(options()))[0]?.released).toMatchObject({
      by: 'operator:olga',
      reason: 'handler mended',
      skipped: false,
    });
    expect(await release('again')).toBe(false);
    await joined();
    await light(organization, randomUUID());
    expect(await sequences(organization)).toEqual([1, 2, 3, 4, 5, 6]);
  }, 30_000);

  it('is passed over when the operator says so, numbers stay right, and a rebuild knows it', async () => {
    broken = true;
    await light(neighbour, randomUUID(), poisonous, randomUUID());
    await stopped(4);
    await release('of no use', { skip: true });
    expect(await sequences(neighbour)).toEqual([1, 2, 3, 4, 5, 7]);
    expect((await listStops(options()))[0]).toMatchObject({ owner: neighbour, released: { skipped: true } });
    await joined();
    broken = false;
    expect(await rebuilt(fragile)).toMatchObject({ equal: true, generation: 3 });
    broken = true;
    expect(await sequences(neighbour)).toEqual([1, 2, 3, 4, 5, 7]);
  }, 30_000);

  it('is found among many events of one transaction when only Postgres refuses it', async () => {
    const lampId = randomUUID();
    const lamps = [
      ...Array.from({ length: 5 }, () => lampDoused({ lampId: randomUUID() })),
      lampDoused({ lampId }),
      lampLit({ lampId }),
      lampDoused({ lampId }),
    ];
    const { position } = await append(world.store, organization, lamps);
    await stopped(5);
    expect((await listStops(options()))[0]).toMatchObject({ name: 'twice', owner: organization, position, tries: 5 });
    expect(
      await reader.read(twice, { organization }, (db) => db.selectFrom('lamps').select('lamp_id').execute()),
    ).toHaveLength(6);
  }, 30_000);
});

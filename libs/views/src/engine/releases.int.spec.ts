import { randomUUID } from 'node:crypto';
import { lampHung, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, rebuild, rows, shown, ViewReader, type Progress } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf } from '../testing/digest';
import { QuietLog } from '../testing/quiet-log';
import { someLampEvents } from '../testing/some-events';
import { someActivity, someLamps, viewOfLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

/** The next release of `some_lamps`: other columns. */
const someLamps2 = viewOfLamps({
  name: 'some_lamps',
  version: 2,
  tables: {
    lamps: rows({
      key: ['organization_id', 'lamp_id'],
      columns: { organization_id: 'uuid', lamp_id: 'uuid', label: 'text?' },
    }),
  },
  on: {
    LampHung: (t, e) =>
      t.lamps.put({
        organization_id: e.organization,
        lamp_id: e.data.lampId,
        label: `the ${shown(e.text, 'name') ?? ''}`,
      }),
  },
});

describe('releases, rebuilds and stand-by', () => {
  const organization = randomUUID();
  const hang = (name: string) =>
    append(world.store, organization, [lampHung({ lampId: randomUUID(), roomId: randomUUID() }, { name })]);
  let world: World;
  let reader: ViewReader;
  let next: ViewReader;
  let old: ReturnType<typeof startProjector>;
  beforeAll(async () => {
    world = await startWorld('releases', { sharedDatabase, startEventStore, startVault });
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: [someLamps] });
    next = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: [someLamps2] });
    old = startProjector(world, { views: [history, someLamps, someActivity] });
    await old.live;
    await hang('Ada');
  }, 30_000);
  afterAll(async () => {
    await Promise.all([reader.close(), next.close(), old.stop()]);
    await world.stop();
  });

  const names = (position: string) =>
    reader.read(someLamps, { organization }, (db) => db.selectFrom('lamps').select('name').orderBy('name').execute(), {
      minPosition: position,
      timeoutMs: 10_000,
    });
  const labels = (position: string) =>
    next.read(someLamps2, { organization }, (db) => db.selectFrom('lamps').select('label').orderBy('label').execute(), {
      minPosition: position,
      timeoutMs: 10_000,
    });

  it('a process of the next release answers READ_MODEL_BEHIND while the old one serves', async () => {
    const { position } = await hang('Bob');
    expect(await names(position)).toEqual([{ name: 'Ada' }, { name: 'Bob' }]);
    await expect(next.read(someLamps2, { organization }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'READ_MODEL_BEHIND',
    });
  }, 30_000);

  it('builds the next version beside the old one, and both go on while both releases run', async () => {
    const release = startProjector(world, { views: [history, someLamps2, someActivity] });
    await release.live;
    const { position } = await hang('Cleo');
    expect(await labels(position)).toEqual([{ label: 'the Ada' }, { label: 'the Bob' }, { label: 'the Cleo' }]);
    expect(await names(position)).toEqual([{ name: 'Ada' }, { name: 'Bob' }, { name: 'Cleo' }]);
    await old.stop();
    const later = await hang('Dan');
    expect(
      await next.read(someLamps2, { organization }, (db) => db.selectFrom('lamps').select('label').execute(), {
        minPosition: later.position,
        timeoutMs: 10_000,
      }),
    ).toHaveLength(4);
    expect([...old.log.alarms, ...release.log.alarms]).toEqual([]);
    await release.stop();
  }, 30_000);

  it('raises an alarm for tables that changed without a new version, and keeps the other views', async () => {
    const same = viewOfLamps({
      name: 'some_lamps',
      version: 2,
      tables: {
        lamps: rows({
          key: ['organization_id', 'lamp_id'],
          columns: { organization_id: 'uuid', lamp_id: 'uuid', other: 'text?' },
        }),
      },
    });
    const release = startProjector(world, { views: [history, same] });
    await release.live;
    expect(release.log.alarms).toEqual(['shape']);
    await release.stop();
  }, 30_000);

  it('has one leader; another one takes over when it goes', async () => {
    const first = startProjector(world, { views: [history, someLamps2, someActivity] });
    await first.live;
    const second = startProjector(world, { views: [history, someLamps2, someActivity] });
    const { position } = await hang('Eve');
    await labels(position);
    expect(await Promise.race([second.live.then(() => 'leads'), Promise.resolve('stands by')])).toBe('stands by');
    await first.stop();
    await second.live;
    expect(await labels((await hang('Fay')).position)).toHaveLength(6);
    await second.stop();
  }, 30_000);

  it('rebuilds a view beside the one that serves, while events arrive, and switches', async () => {
    old = startProjector(world, { views: [history, someLamps2, someActivity] });
    await old.live;
    const organizations = Array.from({ length: 10 }, () => randomUUID());
    for (const [index, each] of organizations.entries()) await append(world.store, each, someLampEvents(index, 200));
    let writing = true;
    const load = (async () => {
      for (let seed = 0; writing; seed += 1)
        await append(world.store, organizations[seed % 10] ?? '', someLampEvents(seed, 5));
    })();
    const seen: Progress[] = [];
    const report = await rebuild(someActivity, {
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      log: new QuietLog(),
      maxBatch: 100,
      onProgress: (progress) => {
        seen.push(progress);
      },
    });
    writing = false;
    await load;
    expect(report).toMatchObject({ view: 'some_activity', generation: 2, equal: true });
    expect(report.events).toBeGreaterThan(2000);
    expect(report.tables.map(({ table }) => table)).toEqual(['by_day', 'entries']);
    const { position } = await hang('Gus');
    const entries = await reader.read(
      someActivity,
      { organization },
      (db) => db.selectFrom('entries').select('sequence').orderBy('sequence').execute(),
      { minPosition: position, timeoutMs: 10_000 },
    );
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
    const lived = await digestOf(world.databaseUrl, someActivity);
    await old.stop();
    await rebuild(someActivity, {
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      log: new QuietLog(),
    });
    expect(await digestOf(world.databaseUrl, someActivity)).toEqual(lived);
  }, 60_000);

  it('lets nobody rebuild a view twice at the same time, or one that does not serve', async () => {
    const options = { databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, log: new QuietLog() };
    const both = await Promise.allSettled([rebuild(someActivity, options), rebuild(someActivity, options)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(rebuild(someLamps, options)).rejects.toThrow('No generation of some_lamps in version 1 serves');
  }, 60_000);
});

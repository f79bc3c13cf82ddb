import { randomUUID } from 'node:crypto';
import { EventCounter } from '@annals/eventstore';
import { lampHung, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { findGaps, history, ViewReader } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { someLampEvents } from '../testing/some-events';
import { someActivity, someLamps, viewOfLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('E7: whether an event was skipped', () => {
  const organizations = [randomUUID(), randomUUID()] as const;
  let world: World;
  let db: Client;
  let log: EventCounter;
  beforeAll(async () => {
    world = await startWorld('gaps', { sharedDatabase, startEventStore, startVault });
    for (const [seed, each] of organizations.entries()) await append(world.store, each, someLampEvents(seed, 1_500));
    const projector = startProjector(world, { views: [history, someActivity, someLamps] });
    await projector.live;
    await projector.stop();
    db = new Client({ connectionString: world.databaseUrl });
    await db.connect();
    log = new EventCounter(world.eventstoreUrl);
  }, 30_000);
  afterAll(async () => {
    await Promise.all([db.end(), log.close()]);
    await world.stop();
  });

  const found = () => findGaps(log, world.databaseUrl);
  /** Whatever a test changed is as it was after it. */
  const changed = async (statement: string, test: () => Promise<void>) => {
    const counts = await db.query('SELECT * FROM views.checkpoints');
    await db.query('CREATE TEMP TABLE kept AS SELECT * FROM history_1.history');
    await db.query(statement);
    try {
      await test();
    } finally {
      await db.query('DELETE FROM history_1.history');
      await db.query('INSERT INTO history_1.history SELECT * FROM kept');
      await db.query('DROP TABLE kept');
      for (const { name, events } of counts.rows as { name: string; events: string }[])
        await db.query('UPDATE views.checkpoints SET events = $2 WHERE name = $1', [name, events]);
    }
  };

  it('finds none where every view has handled every event up to its place', async () => {
    const { views, complete, missing, looked } = await found();
    expect({ complete, missing, looked }).toEqual({ complete: true, missing: [], looked: 3_000 });
    expect(views.map(({ view, events, stored }) => [view, events, stored])).toEqual([
      ['history', 3_000, 3_000],
      ['some_activity', 3_000, 3_000],
      ['some_lamps', 3_000, 3_000],
    ]);
  });

  it('counts what is stored after the place of a view for none', async () => {
    await append(world.store, organizations[0], someLampEvents(7, 3));
    const { views, complete } = await found();
    expect({ complete, stored: views[0]?.stored }).toEqual({ complete: true, stored: 3_000 });
  });

  it('names the event that the history lacks', async () => {
    const lost = `WHERE organization_id = '${organizations[1]}' AND sequence = 700`;
    await changed(`DELETE FROM history_1.history ${lost}`, async () => {
      const { rows } = await db.query<{ event_id: string; revision: string }>(
        `SELECT event_id, revision FROM kept ${lost}`,
      );
      const { complete, missing } = await found();
      expect(complete).toBe(false);
      expect(missing).toMatchObject([{ id: rows[0]?.event_id, revision: Number(rows[0]?.revision) }]);
    });
    expect(await found()).toMatchObject({ complete: true });
  });

  it.each([-1, 1])('finds a view that has handled %d events too many', async (more) => {
    await changed(`UPDATE views.checkpoints SET events = events + ${more} WHERE name = 'some_lamps'`, async () => {
      expect(await found()).toMatchObject({ complete: false, missing: [] });
    });
  });

  it('knows that what stands still is not handled yet', async () => {
    const picky = viewOfLamps({
      name: 'picky',
      version: 1,
      tables: someLamps.tables,
      on: {
        LampHung: () => {
          throw new Error('No more lamps');
        },
      },
    });
    const { position } = await append(world.store, organizations[0], [
      lampHung({ lampId: randomUUID(), roomId: randomUUID() }, { name: 'One' }),
    ]);
    const projector = startProjector(world, { views: [history, picky] });
    await projector.live;
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: [picky] });
    await reader.read(picky, { organization: randomUUID() }, () => Promise.resolve(), {
      minPosition: position,
      timeoutMs: 20_000,
    });
    await Promise.all([reader.close(), projector.stop()]);
    const { views, complete } = await found();
    expect(complete).toBe(true);
    expect(views.find(({ view }) => view === 'picky')).toMatchObject({ apart: 2 });
  }, 30_000);
});

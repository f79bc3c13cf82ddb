import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readable } from '@annals/eventstore';
import { scaled, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { day } from '@annals/kernel';
import { owned } from '../definition/event';
import { foldBatch } from '../fold/fold';
import { MemoryTables } from '../fold/memory';
import { history, releaseView, ViewReader } from '../index';
import { connected } from '../sql/connected';
import { append, appendToRoom, cutAfter, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf, startOver } from '../testing/digest';
import { numbers, someLampEvents, someRoomEvents } from '../testing/some-events';
import { someActivity, someLamps, viewOfLamps } from '../testing/some-views';

const views = [history, someLamps, someActivity];

/** Events that one view cannot take, until they are mended. */
const sick = new Set<string>();
const sickly = viewOfLamps({
  name: 'sickly',
  version: 1,
  sequence: true,
  tables: someActivity.tables,
  every(t, e) {
    if (sick.has(e.id)) throw new Error('This event cannot be');
    if (e.organization === undefined) return;
    t.by_day.increment([e.organization, day(e.at), e.type], { events: 1, sequences: e.sequence });
    t.entries.put({ organization_id: e.organization, sequence: e.sequence, event_id: e.id });
  },
});
const EVENTS = scaled(700, 20_000);
/** All at once, some, and one by one. */
const SIZES = scaled([5000, 7, 1], [5000, 1000, 100, 7, 2, 1]);

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

async function writeLog(world: World): Promise<string> {
  const organizations = Array.from({ length: 7 }, () => randomUUID());
  const next = numbers(6);
  let position = '0';
  for (let written = 0; written < EVENTS;) {
    const organization = organizations[next(7)] ?? '';
    const { roomId, events } = someRoomEvents(written);
    const lamps = someLampEvents(written, Math.min(1 + next(40), Math.max(EVENTS - written - events.length, 1)));
    ({ position } = await append(world.store, organization, lamps));
    if (written + lamps.length < EVENTS)
      ({ position } = await appendToRoom(
        world.store,
        [organization, roomId],
        events.slice(0, EVENTS - written - lamps.length),
      ));
    written += lamps.length + Math.min(events.length, EVENTS - written - lamps.length);
  }
  return position;
}

describe('R6: any batch size, any restart point', () => {
  let world: World;
  let last: string;
  beforeAll(
    async () => {
      world = await startWorld('r6', { sharedDatabase, startEventStore, startVault });
      last = await writeLog(world);
    },
    scaled(60_000, 300_000),
  );
  afterAll(async () => {
    await world.stop();
  });

  /** Follows the log to its end; stops on the way, at places that look random, and goes on as a new projector. */
  async function project(maxBatch: number, restarts: number): Promise<unknown> {
    const next = numbers(maxBatch + restarts);
    for (let restart = 0; restart < restarts; restart += 1) {
      let cut: () => void = () => undefined;
      const projector = startProjector(world, {
        views,
        maxBatch,
        eventStore: cutAfter(world.store, 1 + next(EVENTS / (restarts + 1)), () => {
          cut();
        }),
      });
      cut = () => {
        projector.ending.abort();
      };
      await projector.running;
    }
    const projector = startProjector(world, { views, maxBatch });
    await projector.live;
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    await reader.read(history, { organization: randomUUID() }, () => Promise.resolve(), {
      minPosition: last,
      timeoutMs: scaled(60_000, 600_000),
    });
    if (restarts === 0) await compareWithMemory(reader);
    await Promise.all([reader.close(), projector.stop()]);
    const result = await Promise.all(views.map((view) => digestOf(world.databaseUrl, view)));
    await startOver(world.databaseUrl);
    return result;
  }

  /** What specs of views replay in memory is what the database holds. */
  async function compareWithMemory(reader: ViewReader): Promise<void> {
    const memory = new MemoryTables(someLamps);
    const ending = new AbortController();
    for await (const { events, live } of world.store.log({ from: 'start', signal: ending.signal })) {
      memory.write(
        foldBatch(
          someLamps,
          events.map((entry) => owned(readable(entry))),
        ),
      );
      if (live) break;
    }
    const rows = memory.rows('lamps');
    expect(rows.length).toBeGreaterThan(20);
    for (const organization of new Set(rows.map((row) => String(row['organization_id'])))) {
      const stored = await reader.read(someLamps, { organization }, (db) =>
        db.selectFrom('lamps').selectAll().orderBy('lamp_id').execute(),
      );
      expect(stored).toEqual(rows.filter((row) => row['organization_id'] === organization));
    }
  }

  /** Some events of the log, of several organizations. */
  async function someOf(places: readonly number[]): Promise<readonly string[]> {
    const ids: string[] = [];
    const ending = new AbortController();
    for await (const { events, live } of world.store.log({ from: 'start', signal: ending.signal })) {
      ids.push(...events.map(({ id }) => id));
      if (live) break;
    }
    return places.flatMap((place) => ids[place] ?? []);
  }

  it.each([5000, 7])(
    'A2: comes to identical tables when organizations stood still on the way, were released, and it was restarted at any point (batches of %d)',
    async (maxBatch) => {
      const next = numbers(maxBatch);
      for (const id of await someOf(Array.from({ length: 4 }, () => next(EVENTS)))) sick.add(id);
      const rowsIn = async (where: string) =>
        (await connected(world.databaseUrl, (db) => db.query(`SELECT FROM ${where}`))).rowCount ?? 0;
      const behind = (): Promise<number> =>
        rowsIn(
          `views.checkpoints WHERE ${sick.size === 0 ? `name LIKE '%/%' OR` : `name NOT LIKE '%/%' AND`} coalesce(commit_position, -1) < ${last}`,
        );
      /** Follows until so many events were read, or until there is nothing left to catch up with. */
      const round = async (events: number) => {
        const projector = startProjector(world, {
          views: [sickly, history],
          maxBatch,
          eventStore: cutAfter(world.store, events, () => {
            projector.ending.abort();
          }),
        });
        await projector.live.catch(() => undefined);
        while (!projector.ending.signal.aborted && (await behind()) > 0) await pause(20);
        await projector.stop();
      };
      for (let restart = 0; restart < 3; restart += 1) await round(1 + next(EVENTS / 4));
      await round(Infinity);
      expect(await rowsIn('views.stops WHERE released_at IS NULL')).toBeGreaterThan(1);
      expect(await rowsIn('sickly_1.entries')).toBeLessThan(EVENTS);
      sick.clear();
      await releaseView('sickly', { by: 'operator:olga', reason: 'mended' }, { databaseUrl: world.databaseUrl });
      for (let restart = 0; restart < 3; restart += 1) await round(1 + next(EVENTS));
      await round(Infinity);
      const caughtUp = await digestOf(world.databaseUrl, sickly);
      await startOver(world.databaseUrl);
      const fresh = startProjector(world, { views: [sickly, history] });
      await fresh.live;
      await fresh.stop();
      expect(caughtUp).toEqual(await digestOf(world.databaseUrl, sickly));
      await startOver(world.databaseUrl);
    },
    scaled(120_000, 600_000),
  );

  it(
    'comes to identical tables',
    async () => {
      const expected = await project(5000, 0);
      expect(JSON.stringify(expected)).toContain(`${EVENTS} `);
      for (const maxBatch of SIZES) expect([maxBatch, await project(maxBatch, 3)]).toEqual([maxBatch, expected]);
    },
    scaled(240_000, 3_600_000),
  );
});

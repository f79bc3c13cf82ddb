import { randomUUID } from 'node:crypto';
import { readable } from '@annals/eventstore';
import { scaled, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { owned } from '../definition/event';
import { foldBatch } from '../fold/fold';
import { MemoryTables } from '../fold/memory';
import { history, ViewReader } from '../index';
import { append, appendRun, cutAfter, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf, startOver } from '../testing/digest';
import { numbers, someFleetEvents, someRunEvents } from '../testing/some-events';
import { someActivity, someBots } from '../testing/some-views';

const views = [history, someBots, someActivity];
const EVENTS = scaled(5000, 20_000);

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
    const { runId, events } = someRunEvents(written);
    const fleet = someFleetEvents(written, Math.min(1 + next(40), Math.max(EVENTS - written - events.length, 1)));
    ({ position } = await append(world.store, organization, fleet));
    if (written + fleet.length < EVENTS) ({ position } = await appendRun(world.store, [organization, runId], events.slice(0, EVENTS - written - fleet.length)));
    written += fleet.length + Math.min(events.length, EVENTS - written - fleet.length);
  }
  return position;
}

describe('R6: any batch size, any restart point', () => {
  let world: World;
  let last: string;
  beforeAll(async () => {
    world = await startWorld('r6', { sharedDatabase, startEventStore, startVault });
    last = await writeLog(world);
  }, scaled(60_000, 300_000));
  afterAll(async () => { await world.stop(); });

  /** Follows the log to its end; stops on the way, at places that look random, and goes on as a new projector. */
  async function project(maxBatch: number, restarts: number): Promise<unknown> {
    const next = numbers(maxBatch + restarts);
    for (let restart = 0; restart < restarts; restart += 1) {
      let cut: () => void = () => undefined;
      const projector = startProjector(world, { views, maxBatch, eventStore: cutAfter(world.store, 1 + next(EVENTS / (restarts + 1)), () => { cut(); }) });
      cut = () => { projector.ending.abort(); };
      await projector.running;
    }
    const projector = startProjector(world, { views, maxBatch });
    await projector.live;
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    await reader.read(history, { organization: randomUUID() }, () => Promise.resolve(), { minPosition: last, timeoutMs: scaled(60_000, 600_000) });
    if (restarts === 0) await compareWithMemory(reader);
    await Promise.all([reader.close(), projector.stop()]);
    const result = await Promise.all(views.map((view) => digestOf(world.databaseUrl, view)));
    await startOver(world.databaseUrl);
    return result;
  }

  /** What specs of views replay in memory is what the database holds. */
  async function compareWithMemory(reader: ViewReader): Promise<void> {
    const memory = new MemoryTables(someBots);
    const ending = new AbortController();
    for await (const { events, live } of world.store.log({ from: 'start', signal: ending.signal })) {
      memory.write(foldBatch(someBots, events.map((entry) => owned(readable(entry)))));
      if (live) break;
    }
    const rows = memory.rows('bots');
    expect(rows.length).toBeGreaterThan(50);
    for (const organization of new Set(rows.map((row) => String(row['organization_id'])))) {
      const stored = await reader.read(someBots, { organization }, (db) => db.selectFrom('bots').selectAll().orderBy('bot_id').execute());
      expect(stored).toEqual(rows.filter((row) => row['organization_id'] === organization));
    }
  }

  it('comes to identical tables', async () => {
    const expected = await project(5000, 0);
    expect(JSON.stringify(expected)).toContain(`${EVENTS} `);
    for (const maxBatch of [5000, 1000, 100, 7, 2, 1]) expect([maxBatch, await project(maxBatch, 3)]).toEqual([maxBatch, expected]);
  }, scaled(240_000, 3_600_000));
});

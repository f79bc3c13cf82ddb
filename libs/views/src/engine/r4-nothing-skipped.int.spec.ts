import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, type Keyring } from '@annals/eventstore';
import { lampForms, scaled, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, ViewReader } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { numbers, someLampEvents } from '../testing/some-events';
import { someActivity, someLamps } from '../testing/some-views';
import { Client } from 'pg';

const views = [history, someLamps, someActivity];
const CONNECTIONS = scaled(24, 64);
const EVENTS = scaled(5_000, 200_000);
const next = numbers(4);

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

/** Sealing lies between decision and append: the place to dawdle, so that appends overtake each other. */
const dawdling = (keyring: Keyring): Keyring => ({
  open: (ids) => keyring.open(ids),
  forSubject: async (scope, subject) => {
    if (next(4) === 0) await pause(next(20));
    return keyring.forSubject(scope, subject);
  },
});

/** Ids of all events of the log, in its order. */
async function idsOf({ store }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  const ending = new AbortController();
  for await (const { events, live } of store.log({ from: 'start', signal: ending.signal })) {
    for (const { id } of events) ids.push(id);
    if (live) break;
  }
  ending.abort();
  return ids;
}

/** Ids of all events in a table, in the order of the log. */
async function projected({ databaseUrl }: World): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ event_id: string }>(
    'SELECT event_id FROM history_1.history ORDER BY position::int8',
  );
  await client.end();
  return rows.map((row) => row.event_id);
}

describe('R4: nothing is skipped', () => {
  let world: World;
  let projector: ReturnType<typeof startProjector>;
  beforeAll(async () => {
    world = await startWorld('r4', {
      sharedDatabase,
      startEventStore,
      startVault,
      commitDelay: async () => {
        if (next(3) === 0) await pause(next(8));
      },
    });
    projector = startProjector(world, { views });
    await projector.live;
  }, 60_000);
  afterAll(async () => {
    await projector.stop();
    await world.stop();
  });

  /** One connection of its own appends until all have appended enough; others append to the same streams. */
  async function appender(organizations: readonly string[], left: { events: number }): Promise<bigint> {
    const store = new EventStore({
      forms: lampForms,
      connectionString: world.eventstoreUrl,
      keyring: dawdling(world.keyring),
      deadlineMs: 60_000,
    });
    let last = 0n;
    while (left.events > 0) {
      const count = Math.min(1 + next(20), left.events);
      left.events -= count;
      const { position } = await append(
        store,
        organizations[next(organizations.length)] ?? '',
        someLampEvents(next(1000), count),
      );
      last = BigInt(position) > last ? BigInt(position) : last;
    }
    await store.close();
    return last;
  }

  it(
    `keeps each of ${EVENTS} events that ${CONNECTIONS} connections append while it is live`,
    async () => {
      const organizations = Array.from({ length: 1000 }, () => randomUUID());
      const left = { events: EVENTS };
      const ends = await Promise.all(Array.from({ length: CONNECTIONS }, () => appender(organizations, left)));
      const last = ends.reduce((a, b) => (a > b ? a : b));
      const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
      await reader.read(history, { organization: randomUUID() }, () => Promise.resolve(), {
        minPosition: String(last),
        timeoutMs: scaled(60_000, 600_000),
      });
      await reader.close();
      const stored = await idsOf(world);
      expect(stored).toHaveLength(EVENTS);
      const kept = await projected(world);
      const found = new Set(kept);
      expect(stored.filter((id) => !found.has(id))).toEqual([]);
      expect(kept).toEqual(stored);
      expect(projector.log.alarms).toEqual([]);
    },
    scaled(240_000, 3_600_000),
  );
});

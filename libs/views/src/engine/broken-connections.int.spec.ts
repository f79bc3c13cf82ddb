import { randomUUID } from 'node:crypto';
import { sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, ViewReader, type Moved } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf, startOver } from '../testing/digest';
import { someLampEvents } from '../testing/some-events';
import { someActivity, someLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('connections that break', () => {
  const views = [history, someLamps, someActivity];
  const organization = randomUUID();
  let world: World;
  let reader: ViewReader;
  let projector: ReturnType<typeof startProjector>;
  let admin: Client;
  let others: readonly number[];
  const connections = async () =>
    (
      await admin.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = current_database()')
    ).rows.map(({ pid }) => pid);
  beforeAll(async () => {
    world = await startWorld('broken', { sharedDatabase, startEventStore, startVault });
    admin = new Client({ connectionString: world.databaseUrl });
    await admin.connect();
    await append(world.store, organization, someLampEvents(1, 1));
    others = await connections();
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    projector = startProjector(world, { views });
    await projector.live;
  }, 30_000);
  afterAll(async () => {
    await Promise.all([reader.close(), projector.stop(), admin.end()]);
    await world.stop();
  });

  /** Ends every connection of the projector and the reader, and nobody else's. */
  async function breakAll(): Promise<number> {
    const ours = (await connections()).filter((pid) => !others.includes(pid));
    await admin.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [ours]);
    return ours.length;
  }

  it('lose nothing and double nothing, and readers and live streams come back by themselves', async () => {
    const heard: Moved[] = [];
    const listening = (async () => {
      for await (const moved of reader.moved()) heard.push(moved);
    })();
    let last = '0';
    let broken = 0;
    for (let round = 0; round < 5; round += 1) {
      const appends = Array.from({ length: 10 }, (_, index) =>
        append(world.store, organization, someLampEvents(round * 10 + index, 20)),
      );
      broken += await breakAll();
      ({ position: last } = (await Promise.all(appends)).at(-1) ?? { position: last });
    }
    expect(broken).toBeGreaterThan(5);
    const read = () =>
      reader.read(someActivity, { organization }, (db) => db.selectFrom('entries').select('sequence').execute(), {
        minPosition: last,
        timeoutMs: 20_000,
      });
    // A connection of the pool may have been broken a moment ago: such a read fails, the next one does not.
    const entries = await read().catch(read);
    expect(entries).toHaveLength(1 + 5 * 10 * 20);
    // A live stream begins again with what moves once it listens again; a read finds what moved before that by itself.
    // It is awaited: the time of the spec ends it.
    for (let seed = 99, isHeard = false; !isHeard; seed += 1) {
      const { position } = await append(world.store, organization, someLampEvents(seed, 1));
      await reader.read(history, { organization }, () => Promise.resolve(), {
        minPosition: position,
        timeoutMs: 20_000,
      });
      isHeard = heard.some((moved) => moved.view === history.name && BigInt(moved.position) >= BigInt(position));
    }
    await reader.close();
    await listening;
    const lived = await Promise.all(views.map((view) => digestOf(world.databaseUrl, view)));
    await projector.stop();
    await startOver(world.databaseUrl);
    projector = startProjector(world, { views });
    await projector.live;
    expect(await Promise.all(views.map((view) => digestOf(world.databaseUrl, view)))).toEqual(lived);
  }, 60_000);
});

import { randomUUID } from 'node:crypto';
import { sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { followerStates, rebuild, rollBack, ViewReader, type RebuildOptions } from '../index';
import { forgetStatement } from '../engine/purged';
import { append, cutAfter, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf } from '../testing/digest';
import { QuietLog } from '../testing/quiet-log';
import { someLampEvents } from '../testing/some-events';
import { someActivity } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};
const EVENTS = 1000;

describe('E7: a rebuild that is ended, goes on, and is taken back', () => {
  const organization = randomUUID();
  let world: World;
  let projector: ReturnType<typeof startProjector>;
  let superuser: Client;
  let options: RebuildOptions;
  beforeAll(async () => {
    world = await startWorld('going_on', { sharedDatabase, startEventStore, startVault });
    options = { databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, log: new QuietLog() };
    superuser = new Client({ connectionString: world.databaseUrl });
    await superuser.connect();
    await append(world.store, organization, someLampEvents(1, EVENTS));
    projector = startProjector(world, { views: [someActivity] });
    await projector.live;
  }, 30_000);
  afterAll(async () => {
    await projector.stop();
    await superuser.end();
    await world.stop();
  });

  const generations = async () =>
    (
      await superuser.query<{ generation: number; state: string }>(
        `SELECT generation, state FROM views.generations WHERE name = 'some_activity' ORDER BY generation`,
      )
    ).rows.map(({ generation, state }) => `${generation} ${state}`);

  /** As a kill does: the lock goes with the process, and what was committed stays. */
  async function ended(after: number): Promise<void> {
    const ending = new AbortController();
    const eventStore = cutAfter(world.store, after, () => {
      ending.abort();
    });
    const build = rebuild(someActivity, { ...options, eventStore, maxBatch: 50, signal: ending.signal });
    await expect(build).rejects.toThrow('The rebuild was ended');
  }

  it('goes on with what one before it had built, and is made of every event once', async () => {
    await ended(EVENTS / 2);
    expect(await generations()).toEqual(['1 serving', '2 building']);
    const { events, eventsBefore, equal, generation } = await rebuild(someActivity, options);
    expect({ events, equal, generation }).toEqual({ events: EVENTS, equal: true, generation: 2 });
    expect(eventsBefore).toBeGreaterThanOrEqual(100);
    expect(eventsBefore).toBeLessThan(EVENTS);
    expect(await generations()).toEqual(['1 retired', '2 serving']);
  }, 30_000);

  it('begins at the first event when it is asked to', async () => {
    await ended(EVENTS / 2);
    expect(await generations()).toEqual(['1 retired', '2 serving', '3 building']);
    expect(await rebuild(someActivity, { ...options, anew: true })).toMatchObject({
      events: EVENTS,
      eventsBefore: 0,
      generation: 3,
    });
    expect(await generations()).toEqual(['1 retired', '2 retired', '3 serving']);
  }, 30_000);

  it('lets what served before serve again, with what happened since, and goes forward again', async () => {
    await append(world.store, organization, someLampEvents(2, 20));
    const back = await rollBack(someActivity, options);
    expect(back).toMatchObject({ generation: 2, events: EVENTS + 20, equal: true });
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: [someActivity] });
    const { position } = await append(world.store, organization, someLampEvents(3, 1));
    const read = await reader.read(
      someActivity,
      { organization },
      (db) => db.selectFrom('entries').select('sequence').execute(),
      { minPosition: position, timeoutMs: 10_000 },
    );
    expect(read).toHaveLength(EVENTS + 21);
    await reader.close();
    const lived = await digestOf(world.databaseUrl, someActivity);
    expect(await rollBack(someActivity, options)).toMatchObject({ generation: 3, equal: true });
    expect(await digestOf(world.databaseUrl, someActivity)).toEqual(lived);
  }, 30_000);

  it('is held to a speed while it reads, and serves readers meanwhile', async () => {
    const started = performance.now();
    const { events } = await rebuild(someActivity, { ...options, maxBatch: 200, eventsPerSecond: 2_000 });
    expect(performance.now() - started).toBeGreaterThan((events / 2_000) * 1000 - 200);
  }, 30_000);

  it('has nothing to go back to, nor to go on with, once something had to be forgotten', async () => {
    await ended(EVENTS / 2);
    await superuser.query(forgetStatement.text);
    await projector.stop();
    projector = startProjector(world, { views: [someActivity] });
    await projector.live;
    expect(await generations()).toHaveLength(1);
    expect(await followerStates(world.databaseUrl)).toMatchObject([{ name: 'some_activity', state: 'serving' }]);
    await expect(rollBack(someActivity, options)).rejects.toThrow('There is nothing to go back to');
  }, 30_000);
});

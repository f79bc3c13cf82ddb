import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { EventStore, LogDamaged } from '@annals/eventstore';
import { lampForms, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore, type EventStoreServer } from '../../../../apps/eventstore/src/server';
import { followerStates, rebuild } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { someLampEvents } from '../testing/some-events';
import { someLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('a stored log that is damaged', () => {
  let world: World;
  let server: EventStoreServer;
  const organization = randomUUID();
  beforeAll(async () => {
    world = await startWorld('spoilt', {
      sharedDatabase,
      startVault,
      startEventStore: async (options) => {
        server = await startEventStore(options);
        return { port: server.port, stop: () => server.stop() };
      },
    });
    await append(world.store, organization, someLampEvents(1, 50));
    const projector = startProjector(world, { views: [someLamps] });
    await projector.live;
    await projector.stop();
    // A server that wrote events has the latest in memory.
    await server.stop();
    server = await startEventStore({ databaseUrl: world.databaseUrl, port: server.port });
    const superuser = new Client({ connectionString: world.databaseUrl });
    await superuser.connect();
    await superuser.query(
      'UPDATE eventstore.events SET checksum = checksum # 1 WHERE position = (SELECT max(position) - 20 FROM eventstore.events)',
    );
    await superuser.end();
  }, 30_000);
  afterAll(() => world.stop());

  it('ends a rebuild with the sentence of the store, and the generation that served serves on', async () => {
    const again = rebuild(someLamps, {
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      log: new QuietLog(),
    });
    await expect(again).rejects.toThrow(/^The stored log is damaged at position \d+ .*: restore it from a backup\.$/);
    expect(await followerStates(world.databaseUrl)).toMatchObject([
      { name: 'some_lamps', generation: 1, state: 'serving' },
    ]);
  }, 20_000);

  it('answers a command on the stream that it holds with that sentence, though not one on another stream', async () => {
    const cold = new EventStore({ forms: lampForms, connectionString: world.eventstoreUrl, keyring: world.keyring });
    await expect(append(cold, organization, someLampEvents(2, 1))).rejects.toBeInstanceOf(LogDamaged);
    expect(await append(cold, randomUUID(), someLampEvents(2, 1))).toMatchObject({ outcome: 'appended', revision: 0 });
    await cold.close();
  });

  it('is asked for ever more slowly by who waits for it, with an alarm', async () => {
    const ending = new AbortController();
    const alarms: object[] = [];
    const log = {
      info: () => undefined,
      error: (facts: object) => {
        alarms.push(facts);
        if ('attempt' in facts && facts.attempt === 8) ending.abort();
      },
    };
    const store = new EventStore({
      forms: lampForms,
      connectionString: world.eventstoreUrl,
      keyring: world.keyring,
      log,
    });
    const began = performance.now();
    for await (const _ of store.log({ from: 'start', signal: ending.signal }));
    // Seven pauses, each twice the one before it, the first of 12 ms at least.
    expect(performance.now() - began).toBeGreaterThan(1500);
    expect(alarms.at(-1)).toMatchObject({
      attempt: 8,
      reason: expect.stringContaining('The stored log is damaged') as string,
    });
    await store.close();
  }, 30_000);
});

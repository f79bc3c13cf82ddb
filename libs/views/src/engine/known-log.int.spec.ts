import { randomUUID } from 'node:crypto';
import type { EventStore } from '@annals/eventstore';
import { lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { copyLog } from '../../../../apps/eventstore/src/copy/copy-log';
import { connectWriter } from '../../../../apps/eventstore/src/log/connection';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { history, Projector, Reactor, rebuild, ViewReader } from '../index';
import { append, appendToRoom, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { eventsIn, historyOf, startAddress, startElsewhere, startShorter } from '../testing/other-logs';
import { QuietLog } from '../testing/quiet-log';
import { someLampEvents, someRoomEvents } from '../testing/some-events';
import { reactionToLamps, someActivity } from '../testing/some-views';
import { OtherLog } from './known-log';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};
const views = [history, someActivity];
const ring = reactionToLamps({
  name: 'ring-when-lamp-is-lit',
  on: { LampLit: ({ data: { lampId } }) => [{ queue: 'test.ring', key: lampId, payload: { lampId } }] },
});

const logs = { sharedDatabase, startEventStore, copyLog, connectWriter };

describe('views and reactions when the log under them changes', () => {
  jest.setTimeout(60_000);
  const organizations = [randomUUID(), randomUUID(), randomUUID()] as const;
  let world: World;
  let elsewhere: Awaited<ReturnType<typeof startElsewhere>>;
  let done: unknown[];
  beforeAll(async () => {
    world = await startWorld('knownlog', { sharedDatabase, startEventStore, startVault });
    elsewhere = await startElsewhere(world, logs);
  });
  afterAll(async () => {
    await elsewhere.stop();
    await world.stop();
  });
  beforeEach(() => {
    done = [];
  });

  async function write(store: EventStore, seed: number): Promise<string> {
    for (const [index, organization] of organizations.entries()) {
      const { roomId, events } = someRoomEvents(seed + index);
      await append(store, organization, someLampEvents(seed + index, 7));
      await appendToRoom(store, [organization, roomId], events);
    }
    return (await append(store, organizations[0], [lampLit({ lampId: randomUUID() })])).position;
  }
  async function startReactor(eventStore: EventStore) {
    const ending = new AbortController();
    const log = new QuietLog();
    let rung: (lampId: unknown) => void = () => undefined;
    const jobs = {
      'test.ring': ({ lampId }: Readonly<Record<string, unknown>>) => {
        done.push(lampId);
        rung(lampId);
        return Promise.resolve();
      },
    };
    const reactor = new Reactor({ databaseUrl: world.databaseUrl, eventStore, reactions: [ring], jobs, log });
    await reactor.prepare();
    const run = reactor.run(ending.signal);
    return {
      log,
      rang: (lampId: string) =>
        new Promise<void>((resolve) => {
          rung = (each) => {
            if (each === lampId) resolve();
          };
          if (done.includes(lampId)) resolve();
        }),
      stop: async () => {
        ending.abort();
        await run;
      },
    };
  }
  const ringOnce = async (store: EventStore, reactor: Awaited<ReturnType<typeof startReactor>>) => {
    const lampId = randomUUID();
    await append(store, organizations[0], [lampLit({ lampId })]);
    await reactor.rang(lampId);
    return lampId;
  };

  it('are built again in a copy, where sequence, instants and leaves are the same; jobs that were given out are not given out again', async () => {
    const first = await startReactor(world.store);
    const before = startProjector(world, { views });
    await before.live;
    await write(world.store, 1);
    await ringOnce(world.store, first);
    await first.stop();
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views });
    const upTo = async (store: EventStore) =>
      reader.read(history, { organization: organizations[0] }, () => Promise.resolve(), {
        minPosition: String((await store.head())?.commit),
        timeoutMs: 20_000,
      });
    await upTo(world.store);
    const [left, rows] = [done.length, await historyOf(world.databaseUrl)];
    await elsewhere.copyFrom(world.eventstoreUrl);

    const after = startProjector(world, { views, eventStore: elsewhere.store });
    await before.stop();
    await after.live;
    await upTo(elsewhere.store);
    const moved = await historyOf(world.databaseUrl);
    const lasting = (row: Record<string, unknown>) => ({ ...row, position: undefined });
    expect(moved.map(lasting)).toEqual(rows.map(lasting));
    expect(moved).toHaveLength(rows.length);
    expect(moved.map(({ position }) => Number(position))).toEqual(rows.map(({ position }) => Number(position) + 3));

    const second = await startReactor(elsewhere.store);
    const lampId = await ringOnce(elsewhere.store, second);
    expect(done.slice(left)).toEqual([lampId]);
    await Promise.all([second.stop(), after.stop(), reader.close()]);
    expect([...after.log.alarms, ...second.log.alarms]).toEqual([]);
  });

  it('refuse a log that lacks what was handled, and change nothing', async () => {
    // One event was handled elsewhere that the former log has not got.
    const untouched = await historyOf(world.databaseUrl);
    const options = { databaseUrl: world.databaseUrl, eventStore: world.store, apiRole: ROLE, log: new QuietLog() };
    await expect(new Projector({ ...options, views }).prepare()).rejects.toThrow(
      /^This event store's log is another one than the views in this database were made of, and lacks the event that was handled last \(revision \d+ of stream house-[-0-9a-f]{36}\): copy the rest of the log, or correct ANNALS_EVENTSTORE_URL\.$/,
    );
    await expect(startReactor(world.store)).rejects.toThrow(
      /^This event store's log is another one than the reactions in this database were made of, and lacks /,
    );
    await expect(rebuild(someActivity, options)).rejects.toThrow(
      'The views in this database follow the log of another event store: give its address.',
    );
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
  });

  it('go back when the rest was copied back; a process that was left behind stands still', async () => {
    const leftBehind = startProjector(world, { views, eventStore: elsewhere.store });
    await leftBehind.live;
    await elsewhere.copyTo(world.eventstoreUrl);
    await new Projector({
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      views,
      log: new QuietLog(),
    }).prepare();
    await append(elsewhere.store, organizations[1], [lampLit({ lampId: randomUUID() })]);
    await leftBehind.log.heard(({ fields }) => fields['error'] instanceof OtherLog);
    await leftBehind.stop();
    const back = startProjector(world, { views });
    await back.live;
    const rows = await historyOf(world.databaseUrl);
    expect(rows.map(({ stream, revision }) => `${String(revision)}@${String(stream)}`).sort()).toEqual(
      (await eventsIn(world.store)).sort(),
    );
    await back.stop();
  });

  it('refuse their own log when its end is gone, and change nothing', async () => {
    const reactor = await startReactor(world.store);
    await ringOnce(world.store, reactor);
    await reactor.stop();
    const kept = startProjector(world, { views });
    await kept.live;
    await kept.stop();
    const untouched = await historyOf(world.databaseUrl);
    const shorter = await startShorter(world, 1, logs);
    const options = { databaseUrl: world.databaseUrl, eventStore: shorter.store, apiRole: ROLE, log: new QuietLog() };
    await expect(new Projector({ ...options, views }).prepare()).rejects.toThrow(
      /^This event store's log no longer has the event that the views in this database handled last \(revision \d+ of stream house-[-0-9a-f]{36}\): it was restored from a backup, or has lost its end\. Restore /,
    );
    await expect(startReactor(shorter.store)).rejects.toThrow(
      /^This event store's log no longer has the event that the reactions in this database handled last /,
    );
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
    await shorter.stop();
  });

  it('stand still when the end of their log goes while they run, and change nothing', async () => {
    const address = await startAddress(world);
    const kept = startProjector(world, { views, eventStore: address.store });
    await kept.live;
    const untouched = await historyOf(world.databaseUrl);
    const shorter = await startShorter(world, 1, logs);
    // What is new there has the positions that the checkpoints have passed already.
    for (const organization of organizations)
      await append(shorter.store, organization, [lampLit({ lampId: randomUUID() })]);
    address.leadTo(shorter.port);
    await kept.log.heard(
      ({ fields }) =>
        fields['error'] instanceof OtherLog &&
        fields['error'].message.includes('no longer has the event that the views'),
    );
    await kept.stop();
    expect(await historyOf(world.databaseUrl)).toEqual(untouched);
    await Promise.all([address.stop(), shorter.stop()]);
  });
});

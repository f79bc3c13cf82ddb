import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { lampForms, scaled } from '@annals/testing';
import { watchedServer, type WatchedServer } from '../../../apps/eventstore/src/testing/watched-server';
import { EventStore } from './event-store';
import { EventStoreUnavailable } from './faults';
import { aCommand, blink, newHouse } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

const STREAMS = 32;
const EVENTS = scaled(400, 1000);
const ROUNDS = scaled(2, 50);
const DEADLINE_MS = 2000;
/** Longer than the half of its deadline that a read waits for before it doubts the connection. */
const STANDSTILL_MS = 1200;

async function inTheEnd(store: EventStore, target: ReturnType<typeof newHouse>): Promise<number> {
  for (;;) {
    try {
      return (await store.state(target, 60_000)).revision;
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
    }
  }
}

/**
 * Processes that have nothing in memory ask for many long streams at once, and the event store stands still in the
 * middle of its answers.
 */
describe('A0: cold states of an event store that is slow', () => {
  let server: WatchedServer;
  const keyring = new MemoryKeyring();
  const houses = Array.from({ length: STREAMS }, newHouse);
  const open = (deadlineMs: number) =>
    new EventStore({
      forms: lampForms,
      connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
      keyring,
      deadlineMs,
    });

  beforeAll(async () => {
    server = await watchedServer('a0_burst');
    const store = open(20_000);
    for (const target of houses) {
      await store.decide(target, aCommand(), (state, facts) =>
        Array.from({ length: EVENTS / 2 }, () => blink(state, { lampId: randomUUID() }, facts)).flat(),
      );
    }
    await store.close();
  }, 60_000);
  afterAll(() => server.stop());

  it(
    `A0: are whole or refused, never a part, in ${ROUNDS} rounds of ${STREAMS} at once; and whole as soon as it is well again`,
    async () => {
      const wrong: unknown[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const store = open(DEADLINE_MS);
        const asked = houses.map((target) =>
          store.state(target, 0).then(
            ({ revision }) => revision,
            (error: unknown) => error,
          ),
        );
        await pause(40 + (round % 10) * 25); // somewhere in the middle of them
        process.kill(server.pid, 'SIGSTOP');
        await pause(STANDSTILL_MS);
        process.kill(server.pid, 'SIGCONT');
        const outcomes = await Promise.all(asked);
        wrong.push(
          ...outcomes.filter((outcome) => outcome !== EVENTS - 1 && !(outcome instanceof EventStoreUnavailable)),
        );
        // What it keeps in memory now is asked for by guards whose answers rest on nothing else.
        wrong.push(
          ...(await Promise.all(houses.map((target) => inTheEnd(store, target)))).filter(
            (revision) => revision !== EVENTS - 1,
          ),
        );
        await store.close();
      }
      expect(wrong).toEqual([]);
    },
    scaled(90_000, 900_000),
  );
});

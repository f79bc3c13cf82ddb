import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { lampForms } from '@annals/testing';
import { EventStore } from '../event-store';
import { startFakeServer, type FakeServer } from './fake-server';
import { aCommand, blink, newHouse } from './house';
import { MemoryKeyring } from './memory-keyring';

const DEADLINE_MS = 3_000;
/** How long a busy machine may take for what settles by then. */
const PATIENCE_MS = 10 * DEADLINE_MS;

/** An event store that does whatever a spec tells it to, and a process that works with it. */
export interface Hostile {
  readonly fake: FakeServer;
  readonly store: EventStore;
  /** What the store's client told people. */
  readonly lines: readonly object[];
  /** A command on a stream that does not exist yet. */
  blinking(): Promise<unknown>;
  /** What a promise comes to. @throws when that takes many times longer than the deadline of a command */
  settlesInTime(promise: Promise<unknown>): Promise<{ readonly value: unknown } | { readonly error: unknown }>;
  stop(): Promise<void>;
}

export async function startHostile(): Promise<Hostile> {
  const fake = await startFakeServer();
  const lines: object[] = [];
  const store = new EventStore({
    forms: lampForms,
    connectionString: fake.connectionString,
    keyring: new MemoryKeyring(),
    deadlineMs: DEADLINE_MS,
    log: {
      info: (facts, text) => void lines.push({ level: 'info', text, ...facts }),
      error: (facts, text) => void lines.push({ level: 'error', text, ...facts }),
    },
  });
  return {
    fake,
    store,
    lines,
    blinking: () =>
      store.decide(newHouse(), aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts)),
    async settlesInTime(promise) {
      const since = performance.now();
      const outcome = await promise.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if (performance.now() - since >= PATIENCE_MS) throw new Error('It did not settle in time');
      return outcome;
    },
    async stop() {
      await store.close();
      fake.stop();
    },
  };
}

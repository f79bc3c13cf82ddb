import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { DomainEvent, Stream } from '@annals/kernel';
import { lampForms, lampLent, type LampEvent } from '@annals/testing';
import { EventStore } from './event-store';
import { EventStoreUnavailable, OutcomeUnknown } from './faults';
import { aCommand, aRepeatable, blink, house, hang } from './testing/house';
import { lampDousedAt, notFound, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { MemoryKeyring } from './testing/memory-keyring';

describe('cached states', () => {
  let fake: FakeServer;
  let store: EventStore;
  beforeEach(async () => {
    fake = await startFakeServer();
    store = new EventStore({ forms: lampForms, connectionString: fake.connectionString, keyring: new MemoryKeyring() });
  });
  afterEach(async () => {
    await store.close();
    fake.stop();
  });
  const target = { stream: house, id: [randomUUID()] as const };
  const command = () =>
    store.decide(target, aCommand(), (state, facts) => hang(state, { lampId: randomUUID() }, facts));

  it('cost one read for many commands at once on a cold stream, and none on a warm one', async () => {
    await Promise.all(Array.from({ length: 10 }, command));
    expect(fake.reads).toBe(1);
    for (let each = 0; each < 5; each += 1) await command();
    expect(fake.reads).toBe(1);
    expect(fake.received).toHaveLength(15);
    expect(
      fake.received.map((message) =>
        message.getOptions()?.hasNoStream() ? -1 : Number(message.getOptions()?.getStreamPosition()),
      ),
    ).toEqual(Array.from({ length: 15 }, (_, index) => index - 1));
  });

  it('cost one read for a short stream, whether or not it may have a snapshot', async () => {
    let looks = 0;
    const look = () => Promise.reject(new Error(`look ${(looks += 1)}`));
    const snapshots = { store: { find: look, put: look, discard: look }, version: 'spec' };
    const other = new EventStore({
      ...{ forms: lampForms, connectionString: fake.connectionString, keyring: new MemoryKeyring() },
      snapshots,
    });
    expect((await other.state(target)).revision).toBe(-1);
    fake.onRead = (call) => {
      for (const place of [1, 0]) call.write(lampDousedAt(place));
      call.end();
    };
    expect((await other.state({ ...target, id: [randomUUID()] })).revision).toBe(1);
    expect([fake.reads, looks]).toEqual([2, 0]);
    await other.close();
  });

  it('take one command of a stream after the other, and those of different streams at once', async () => {
    const answers: (() => void)[] = [];
    fake.onAppend = (call, message) => void answers.push(() => call.write(success(message)));
    const other = { stream: house, id: [randomUUID()] as const };
    const all = [
      command(),
      command(),
      store.decide(other, aCommand(), (state, facts) => hang(state, { lampId: randomUUID() }, facts)),
    ];
    while (answers.length < 2) await new Promise(setImmediate);
    // The second command of the first stream waits for the first one's answer; the other stream does not.
    expect(fake.received).toHaveLength(2);
    fake.onAppend = (call, message) => void call.write(success(message));
    for (const answer of answers) answer();
    expect((await Promise.all(all)).map(({ revision }) => revision)).toEqual([0, 1, 0]);
  });

  describe('with a store that is away', () => {
    const HASTY_MS = 400;
    let hasty: EventStore;
    beforeEach(() => {
      hasty = new EventStore({
        forms: lampForms,
        connectionString: fake.connectionString,
        keyring: new MemoryKeyring(),
        deadlineMs: HASTY_MS,
      });
    });
    afterEach(() => hasty.close());
    const settled = async (all: readonly Promise<unknown>[]) => {
      const since = performance.now();
      return await Promise.all(
        all.map(async (each) => {
          const error: unknown = await each.then(
            () => undefined,
            (reason: unknown) => reason,
          );
          return { error, after: performance.now() - since };
        }),
      );
    };
    let decided = 0;
    const asked = (context = aCommand()) =>
      hasty.decide(target, context, (state, facts) => {
        decided += 1;
        return hang(state, { lampId: randomUUID() }, facts);
      });

    it.each<[string, () => Promise<unknown>]>([
      ['commands', () => asked()],
      ['guards', () => hasty.state(target, 0)],
    ])(
      'let %s of one stream wait for their turn no longer than the deadline, and then never run',
      async (_name, ask) => {
        fake.onRead = () => undefined;
        const all = await settled(Array.from({ length: 10 }, ask));
        expect(all.map(({ error }) => error)).toEqual(
          Array.from({ length: 10 }, () => expect.any(EventStoreUnavailable) as unknown),
        );
        expect(Math.max(...all.map(({ after }) => after))).toBeLessThan(HASTY_MS + 1000);
        expect(fake.reads).toBeLessThan(10);
        expect(fake.received).toHaveLength(0);
        fake.onRead = notFound;
        decided = 0;
        expect(await asked()).toMatchObject({ outcome: 'appended', revision: 0 });
        expect(decided).toBe(1);
      },
    );

    it('let commands settle that wait behind an append without an answer', async () => {
      fake.onAppend = () => undefined;
      const [first, ...others] = await settled(Array.from({ length: 10 }, () => asked()));
      expect(first?.error).toBeInstanceOf(OutcomeUnknown);
      expect(others.every(({ error }) => error instanceof EventStoreUnavailable)).toBe(true);
      expect(Math.max(...others.map(({ after }) => after))).toBeLessThan(HASTY_MS + 1000);
    });

    it('say that an outcome is unknown when it cannot be read whose events were stored, and forget the state', async () => {
      let statesRead = 0; // those of the log are the reading back, whose last try may come late
      fake.onRead = (call) => {
        if (call.request.getOptions()?.hasAll()) return;
        statesRead += 1;
        notFound(call);
      };
      const [outcome] = await settled([asked(aRepeatable())]);
      expect(outcome?.error).toBeInstanceOf(OutcomeUnknown);
      expect(outcome?.after).toBeLessThan(HASTY_MS + 1000);
      expect(statesRead).toBe(1);
      expect(await asked()).toMatchObject({ revision: 0 });
      expect(statesRead).toBe(2);
    });
  });

  it('do not let a refusal or a fault of one command stop the next', async () => {
    await expect(
      store.decide(target, aCommand(), () => {
        throw new Error('broken decider');
      }),
    ).rejects.toThrow('broken decider');
    expect(await command()).toMatchObject({ outcome: 'appended' });
  });

  it('are forgotten when they cannot fold what was stored', async () => {
    let broken = true;
    const fragile: Stream<object, DomainEvent> = {
      category: 'house',
      initial: () => ({}),
      evolve: new Proxy(
        {},
        {
          has: () => true,
          get: () => () => {
            if (broken) throw new Error('evolve is broken');
          },
        },
      ),
    };
    const fragileTarget = { stream: fragile, id: [randomUUID()] as const };
    const lampId = randomUUID();
    const run = () => store.decide(fragileTarget, aCommand(), () => [{ type: 'LampDoused', data: { lampId } }]);
    await expect(run()).rejects.toThrow('stored events that it does not fold');
    broken = false;
    await run();
    expect(fake.reads).toBe(2);
  });

  it('never show personal data to a state: cached or cold, it folds the same', async () => {
    const seen: string[][] = [];
    const watching: Stream<object, LampEvent> = {
      category: 'house',
      initial: () => ({}),
      evolve: new Proxy({} as Stream<object, LampEvent>['evolve'], {
        has: () => true,
        get: () => (_state: object, event: object) => void seen.push(Object.keys(event)),
      }),
    };
    const lent = lampLent({ lampId: randomUUID(), personId: randomUUID() }, { email: 'ada@example.org' });
    await store.decide({ stream: watching, id: [randomUUID()] }, aCommand(), () => [lent]);
    expect(seen).toEqual([['type', 'data']]);
  });

  it('make room for others: the oldest of many streams is read again', async () => {
    const many = Array.from({ length: 40 }, () => ({ stream: house, id: [randomUUID()] as const }));
    const small = new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
      hotStreams: 10,
    });
    for (const each of many)
      await small.decide(each, aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
    const before = fake.reads;
    const last = many.at(-1);
    const first = many[0];
    if (!first || !last) throw new Error('no streams');
    await small.state(last, 60_000);
    expect(fake.reads).toBe(before);
    await small.state(first, 60_000);
    expect(fake.reads).toBe(before + 1);
    await small.close();
  });
});

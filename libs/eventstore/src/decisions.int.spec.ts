import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { refused } from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { Answering, CommandContext } from './command-context';
import { EventStore } from './event-store';
import { startStore } from './testing/a-store';
import { notFound, recorded, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { aCommand, aRepeatable, blink, fleet, register } from './testing/fleet';
import { MemoryKeyring } from './testing/memory-keyring';

/** Whoever is the only one to decide until a moment of `performance.now()`. */
const sole = (until = performance.now() + 60_000): Answering => ({ isSole: () => performance.now() < until, decided: () => undefined });

describe('looking whether what is stored is ours', () => {
  let fake: FakeServer;
  let store: EventStore;
  beforeAll(async () => {
    fake = await startFakeServer();
    store = new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring() });
  });
  afterAll(async () => {
    await store.close();
    fake.stop();
  });

  /** Appends to a stream that does not exist yet. @returns how often the store was read after the append was answered */
  async function readsAfter(context: CommandContext, answerAfterMs = 0): Promise<number> {
    let before = 0;
    fake.onRead = notFound;
    fake.onAppend = (call, message) => {
      before = fake.reads;
      const [proposed] = message.getProposedMessagesList();
      const metadata: unknown = JSON.parse(Buffer.from(proposed?.getCustomMetadata_asU8() ?? []).toString());
      fake.onRead = (read) => {
        read.write(recorded({ id: randomUUID(), type: 'BotRegistered', place: 7, data: {}, metadata }));
        read.end();
      };
      setTimeout(() => { call.write(success(message)); }, answerAfterMs);
    };
    const answer = await store.decide({ stream: fleet, id: [randomUUID()] }, context, (state, facts) => register(state, { botId: randomUUID() }, facts));
    expect(answer.outcome).toBe('appended');
    return fake.reads - before;
  }

  it('is left out for a command made for one request', async () => {
    expect(await readsAfter(aCommand())).toBe(0);
  });

  it('is left out for whoever is the first to claim a repeatable id, as long as nobody else decides it', async () => {
    expect(await readsAfter(aRepeatable({ answering: sole() }))).toBe(0);
  });

  it('is done for everybody else with a repeatable id', async () => {
    expect(await readsAfter(aRepeatable())).toBe(1);
    expect(await readsAfter(aRepeatable({ answering: sole(performance.now() - 1) }))).toBe(1);
  });

  it('is done when the time alone was over before the answer came', async () => {
    expect(await readsAfter(aRepeatable({ answering: sole(performance.now() + 100) }), 200)).toBe(1);
  });
});

describe('who answers for a command', () => {
  it('is told what each decision came to, and not of a refusal', async () => {
    const server = await startStore('answering', { sharedDatabase, startEventStore });
    const store = new EventStore({ connectionString: server.connectionString, keyring: new MemoryKeyring() });
    const target = { stream: fleet, id: [randomUUID()] as const };
    const heard: string[] = [];
    const context = aRepeatable({ answering: { isSole: () => false, decided: (outcome) => heard.push(outcome) } });
    await store.decide(target, context, () => []);
    await store.decide(target, context, (state, facts) => register(state, { botId: randomUUID() }, facts));
    await store.decide(target, context, () => []);
    await expect(store.decide(target, { ...context, commandId: randomUUID() }, () => { throw refused('CONFLICT'); })).rejects.toThrow();
    expect(heard).toEqual(['unchanged', 'appended', 'remembered']);
    await store.close();
    await server.stop();
  });
});

describe('a twin that was faster, in another process', () => {
  const keyring = new MemoryKeyring();
  let server: Awaited<ReturnType<typeof startStore>>;
  let first: EventStore;
  beforeAll(async () => {
    server = await startStore('twins', { sharedDatabase, startEventStore });
    first = new EventStore({ connectionString: server.connectionString, keyring });
  });
  afterAll(async () => {
    await first.close();
    await server.stop();
  });

  it('of the first claimer whose time is over: both give the answer that is stored', async () => {
    const target = { stream: fleet, id: [randomUUID()] as const };
    const context = aRepeatable();
    let claimed: Promise<unknown> | undefined;
    // Our twin has decided when the first claimer stores: the keyring is where its append waits.
    const second = new EventStore({ connectionString: server.connectionString, keyring: {
      open: (ids) => keyring.open(ids),
      forSubject: async (scope, subject) => {
        claimed ??= first.decide(target, { ...context, answering: sole() }, (state, facts) => register(state, { botId: facts.id('first') }, facts));
        await claimed;
        return keyring.forSubject(scope, subject);
      } } });
    const answer = await second.decide(target, { ...context, answering: sole(performance.now()) }, (state, facts) => register(state, { botId: facts.id('second') }, facts));
    expect(answer).toEqual({ ...await claimed as object, outcome: 'remembered' });
    expect((await second.state(target, 0)).revision).toBe(0);
    expect(await second.decide(target, aRepeatable({ answering: sole() }), (state, facts) => blink(state, { botId: randomUUID() }, facts))).toMatchObject({ outcome: 'appended', revision: 2 });
    await second.close();
  });
});

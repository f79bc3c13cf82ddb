import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { CommandContext } from './command-context';
import { EventStore } from './event-store';
import { startStore } from './testing/a-store';
import { notFound, recorded, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { aCommand, aRepeatable, blink, fleet, register } from './testing/fleet';
import { MemoryKeyring } from './testing/memory-keyring';

/** A moment later than any that the store's clock will see in this spec. */
const forLong = () => performance.now() + 60_000;

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
    expect(await readsAfter(aRepeatable({ soleUntil: forLong() }))).toBe(0);
  });

  it('is done for everybody else with a repeatable id', async () => {
    expect(await readsAfter(aRepeatable())).toBe(1);
    expect(await readsAfter(aRepeatable({ soleUntil: performance.now() - 1 }))).toBe(1);
  });

  it('is done when the time alone was over before the answer came', async () => {
    expect(await readsAfter(aRepeatable({ soleUntil: performance.now() + 100 }), 200)).toBe(1);
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
        claimed ??= first.decide(target, { ...context, soleUntil: forLong() }, (state, facts) => register(state, { botId: facts.id('first') }, facts));
        await claimed;
        return keyring.forSubject(scope, subject);
      } } });
    const answer = await second.decide(target, { ...context, soleUntil: performance.now() }, (state, facts) => register(state, { botId: facts.id('second') }, facts));
    expect(answer).toEqual({ ...await claimed as object, outcome: 'remembered' });
    expect((await second.state(target, 0)).revision).toBe(0);
    expect(await second.decide(target, aRepeatable({ soleUntil: forLong() }), (state, facts) => blink(state, { botId: randomUUID() }, facts))).toMatchObject({ outcome: 'appended', revision: 2 });
    await second.close();
  });
});

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { lampForms, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { CommandContext } from './command-context';
import { ATTEMPTS } from './decisions';
import { EventStore } from './event-store';
import { notFound, recorded, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { aCommand, aRepeatable, blink, douse, light, house, newHouse, hang, sole } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';
import { startTwoProcesses, type TwoProcesses } from './testing/two-processes';

describe('decisions', () => {
  let processes: TwoProcesses;
  let here: EventStore;
  let elsewhere: EventStore;
  beforeAll(async () => {
    processes = await startTwoProcesses('decisions', { sharedDatabase, startEventStore });
    ({ here, elsewhere } = processes);
  });
  afterAll(() => processes.stop());

  describe('answers without an append', () => {
    it('looks for what is new before it says that it is so already', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      const doused = await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      // Here the lamp still looks lit: without the look, this would be `unchanged`, and the lamp would stay doused.
      const lit = await here.decide(target, aCommand(), (state, facts) => light(state, { lampId }, facts));
      expect(lit).toMatchObject({ outcome: 'appended', revision: doused.revision + 1 });
    });

    it('looks for what is new before it refuses', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await here.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => light(state, { lampId }, facts));
      expect(await here.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts))).toMatchObject({
        outcome: 'appended',
        revision: 3,
      });
    });

    it('looks for what is new before it says that the revision is another one', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      expect(
        await here.decide(target, aCommand({ expectedRevision: 1 }), (state, facts) => light(state, { lampId }, facts)),
      ).toMatchObject({ revision: 2 });
      await expect(
        here.decide(target, aCommand({ expectedRevision: 1 }), (state, facts) => douse(state, { lampId }, facts)),
      ).rejects.toMatchObject({ code: 'REVISION_MISMATCH', details: { revision: 2, expected: 1 } });
    });

    it('answers with the place of the last event, and refuses, once nothing is new', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      const hung = await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      expect(await here.decide(target, aCommand(), (state, facts) => light(state, { lampId }, facts))).toMatchObject({
        outcome: 'unchanged',
        revision: hung.revision,
        position: hung.position,
        events: [],
      });
      await expect(
        here.decide(target, aCommand(), (state, facts) => douse(state, { lampId: randomUUID() }, facts)),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('conflicts', () => {
    it('decides anew on what others appended in between', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await here.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => light(state, { lampId }, facts));
      const seen: boolean[] = [];
      const decided = await here.decide(target, aCommand(), (state, facts) => {
        seen.push(state.lamps.get(lampId)?.lit ?? false);
        return blink(state, { lampId }, facts);
      });
      expect(seen).toEqual([false, true]);
      expect(decided.revision).toBe(4);
    });

    it('gives the result of the decision that counted, not of one that others overtook', async () => {
      const target = newHouse();
      const lampId = randomUUID();
      await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
      await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
      const decided = await here.decide(target, aCommand(), (state, facts) => ({
        events: blink(state, { lampId }, facts),
        result: state.lamps.get(lampId)?.lit,
      }));
      expect(decided).toMatchObject({ outcome: 'appended', revision: 3, result: false });
    });

    it('gives up after a bounded number of them', async () => {
      const target = newHouse();
      let calls = 0;
      const busy = here.decide(target, aCommand(), (state, facts) => {
        calls += 1;
        return blink(state, { lampId: randomUUID() }, facts);
      });
      await expect(busy).resolves.toMatchObject({ revision: 1 });
      calls = 0;
      const hurried = processes.open();
      // Before each of its appends, somebody else appends: the keyring is where the append waits.
      const slow = processes.open({
        keyring: {
          open: (ids) => processes.keyring.open(ids),
          forSubject: async (scope, subject) => {
            await hurried.decide(target, aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
            return processes.keyring.forSubject(scope, subject);
          },
        },
      });
      await expect(
        slow.decide(target, aCommand(), (state, facts) => {
          calls += 1;
          return hang(state, { lampId: randomUUID() }, facts);
        }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(calls).toBe(ATTEMPTS);
      await slow.close();
      await hurried.close();
    });

    it('commands at once on one stream, from two processes, are all carried out, one after the other', async () => {
      const target = newHouse();
      const decided = await Promise.all(
        Array.from({ length: 24 }, (_, index) =>
          (index < 20 ? here : elsewhere).decide(target, aCommand(), (state, facts) =>
            hang(state, { lampId: facts.id('lamp') }, facts),
          ),
        ),
      );
      expect(new Set(decided.map(({ revision }) => revision)).size).toBe(24);
      expect(await processes.typesOf(target)).toHaveLength(24);
      expect((await elsewhere.state(target, 0)).state.lamps.size).toBe(24);
    });
  });
});

describe('looking whether what is stored is ours', () => {
  let fake: FakeServer;
  let store: EventStore;
  beforeAll(async () => {
    fake = await startFakeServer();
    store = new EventStore({ forms: lampForms, connectionString: fake.connectionString, keyring: new MemoryKeyring() });
  });
  afterAll(async () => {
    await store.close();
    fake.stop();
  });

  /**
   * Appends to a stream that does not exist yet. @returns how often the store was read after the append was answered
   */
  async function readsAfter(context: CommandContext, answerAfterMs = 0): Promise<number> {
    let before = 0;
    fake.onRead = notFound;
    fake.onAppend = (call, message) => {
      before = fake.reads;
      const [proposed] = message.getProposedMessagesList();
      const metadata: unknown = JSON.parse(Buffer.from(proposed?.getCustomMetadata_asU8() ?? []).toString());
      fake.onRead = (read) => {
        read.write(recorded({ id: randomUUID(), type: 'LampHung', place: 7, data: {}, metadata }));
        read.end();
      };
      setTimeout(() => {
        call.write(success(message));
      }, answerAfterMs);
    };
    const answer = await store.decide({ stream: house, id: [randomUUID()] }, context, (state, facts) =>
      hang(state, { lampId: randomUUID() }, facts),
    );
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

import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { refused } from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import type { EventStore } from './event-store';
import { OutcomeUnknown } from './faults';
import { aCommand, aRepeatable, blink, douse, light, newHouse, hang, sole } from './testing/house';
import { lossyProxy } from './testing/lossy-proxy';
import { startTwoProcesses, type TwoProcesses } from './testing/two-processes';

describe('the memory of commands', () => {
  let processes: TwoProcesses;
  let here: EventStore;
  let elsewhere: EventStore;
  beforeAll(async () => {
    processes = await startTwoProcesses('command_memory', { sharedDatabase, startEventStore });
    ({ here, elsewhere } = processes);
  });
  afterAll(() => processes.stop());

  it('finds a command again after its answer was lost and two foreign appends: one effect, the same answer', async () => {
    const target = newHouse();
    const lampId = randomUUID();
    const context = aRepeatable();
    const proxy = await lossyProxy(processes.connectionString);
    const unlucky = processes.open({ connectionString: proxy.connectionString, deadlineMs: 1500 });
    expect((await unlucky.state(target)).revision).toBe(-1);
    proxy.loseAnswers();
    await expect(
      unlucky.decide(target, context, (state, facts) => blink(state, { lampId }, facts)),
    ).rejects.toBeInstanceOf(OutcomeUnknown);
    await elsewhere.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    const last = await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
    expect(last.revision).toBe(3);
    proxy.recover();
    const cold = processes.open();
    for (const store of [unlucky, here, elsewhere, cold]) {
      const again = await store.decide(target, context, () => {
        throw new Error('decided again');
      });
      expect(again).toMatchObject({
        outcome: 'remembered',
        revision: 1,
        events: [
          { type: 'LampFlared', data: { lampId } },
          { type: 'LampFaded', data: { lampId } },
        ],
      });
      expect(again.position).toBe(String((await processes.eventsOf(target))[1]?.position.commit));
    }
    expect(await processes.typesOf(target)).toEqual(['LampFlared', 'LampFaded', 'LampHung', 'LampDoused']);
    await Promise.all([unlucky.close(), cold.close(), proxy.stop()]);
  });

  it('gives the same answer as the first time', async () => {
    const target = newHouse();
    const context = aRepeatable({ reason: 'once' });
    const first = await here.decide(target, context, (state, facts) =>
      hang(state, { lampId: facts.id('lamp') }, facts),
    );
    expect(await elsewhere.decide(target, context, () => [])).toEqual({ ...first, outcome: 'remembered' });
  });

  it('says what a command came to, without deciding it, and looks whether another process carried it out', async () => {
    const target = newHouse();
    const [context, other] = [aRepeatable(), aRepeatable()];
    await here.state(target);
    const there = await elsewhere.decide(target, context, (state, facts) =>
      hang(state, { lampId: facts.id('lamp') }, facts),
    );
    expect(await here.remembered(target, context)).toEqual({ ...there, outcome: 'remembered' });
    expect(await here.remembered(target, other)).toBeUndefined();
    expect(await processes.typesOf(target)).toEqual(['LampHung']);
  });

  it('looks ahead at a command on the newest state and appends nothing; of a remembered one there is nothing to say', async () => {
    const target = newHouse();
    const lampId = randomUUID();
    const context = aRepeatable();
    await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
    const look = () => here.preview(target, context, ({ lamps }) => lamps.get(lampId)?.lit);
    expect(await look()).toMatchObject({ outcome: 'unchanged', revision: 1, events: [], result: false });
    await here.decide(target, context, (state, facts) => light(state, { lampId }, facts));
    const again = await look();
    expect([again.outcome, again.revision, again.result]).toEqual(['remembered', 2, undefined]);
    expect(await processes.typesOf(target)).toEqual(['LampHung', 'LampDoused', 'LampLit']);
  });

  it('finds a command that another process carried out, though its own state is older', async () => {
    const target = newHouse();
    const lampId = randomUUID();
    await here.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    await elsewhere.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts));
    const context = aRepeatable();
    const there = await elsewhere.decide(target, context, (state, facts) => light(state, { lampId }, facts));
    const again = await here.decide(target, context, (state, facts) => blink(state, { lampId }, facts));
    expect(again).toEqual({ ...there, outcome: 'remembered' });
    expect(await processes.typesOf(target)).toEqual(['LampHung', 'LampDoused', 'LampLit']);
  });

  it('answers one command that comes twice at the same time with one effect', async () => {
    const target = newHouse();
    const context = aRepeatable();
    const both = await Promise.all(
      [here, here, elsewhere].map((store) =>
        store.decide(target, context, (state, facts) => blink(state, { lampId: randomUUID() }, facts)),
      ),
    );
    expect(new Set(both.map(({ revision, position }) => `${revision}@${position}`)).size).toBe(1);
    expect(await processes.typesOf(target)).toEqual(['LampFlared', 'LampFaded']);
  });

  it('answers what was stored, not what it decided, where a twin in another process was faster', async () => {
    const target = newHouse();
    const context = aRepeatable();
    const [theirs, ours] = [randomUUID(), randomUUID()];
    // It has decided already when the other one stores: the keyring is where its append waits.
    let faster: () => Promise<unknown> = () =>
      elsewhere.decide(target, context, (state, facts) => hang(state, { lampId: theirs }, facts));
    const late = processes.open({
      keyring: {
        open: (ids) => processes.keyring.open(ids),
        forSubject: async (scope, subject) => {
          await faster();
          faster = () => Promise.resolve();
          return processes.keyring.forSubject(scope, subject);
        },
      },
    });
    const answer = await late.decide(target, context, (state, facts) => hang(state, { lampId: ours }, facts));
    expect(answer).toMatchObject({
      outcome: 'remembered',
      revision: 0,
      events: [{ type: 'LampHung', data: { lampId: theirs } }],
    });
    expect([...(await late.state(target, 60_000)).state.lamps.keys()]).toEqual([theirs]);
    expect(
      await late.decide(target, aRepeatable(), (state, facts) => douse(state, { lampId: theirs }, facts)),
    ).toMatchObject({ outcome: 'appended', revision: 1 });
    await late.close();
  });

  it('knows its own append, answered at once or after its answer was lost', async () => {
    const target = newHouse();
    const proxy = await lossyProxy(processes.connectionString);
    const store = processes.open({ connectionString: proxy.connectionString });
    expect(
      await store.decide(target, aRepeatable(), (state, facts) => hang(state, { lampId: randomUUID() }, facts)),
    ).toMatchObject({ outcome: 'appended', revision: 0 });
    proxy.loseAnswers();
    const waiting = store.decide(target, aRepeatable(), (state, facts) =>
      blink(state, { lampId: randomUUID() }, facts),
    );
    while ((await processes.typesOf(target)).length < 3) await new Promise(setImmediate);
    proxy.recover();
    expect(await waiting).toMatchObject({ outcome: 'appended', revision: 2 });
    expect(await processes.typesOf(target)).toHaveLength(3);
    await Promise.all([store.close(), proxy.stop()]);
  });

  it('tells who answers for a command what each decision came to, and not of a refusal', async () => {
    const target = newHouse();
    const heard: string[] = [];
    const context = aRepeatable({ answering: { isSole: () => false, decided: (outcome) => heard.push(outcome) } });
    await here.decide(target, context, () => []);
    await here.decide(target, context, (state, facts) => hang(state, { lampId: randomUUID() }, facts));
    await here.decide(target, context, () => []);
    await expect(
      here.decide(target, { ...context, commandId: randomUUID() }, () => {
        throw refused('CONFLICT');
      }),
    ).rejects.toThrow();
    expect(heard).toEqual(['unchanged', 'appended', 'remembered']);
  });

  it('answers what is stored to both, where a twin was faster than the first claimer, whose time is over', async () => {
    const target = newHouse();
    const context = aRepeatable();
    let claimed: Promise<unknown> | undefined;
    // Our twin has decided when the first claimer stores: the keyring is where its append waits.
    const second = processes.open({
      keyring: {
        open: (ids) => processes.keyring.open(ids),
        forSubject: async (scope, subject) => {
          claimed ??= here.decide(target, { ...context, answering: sole() }, (state, facts) =>
            hang(state, { lampId: facts.id('first') }, facts),
          );
          await claimed;
          return processes.keyring.forSubject(scope, subject);
        },
      },
    });
    const answer = await second.decide(target, { ...context, answering: sole(performance.now()) }, (state, facts) =>
      hang(state, { lampId: facts.id('second') }, facts),
    );
    expect(answer).toEqual({ ...((await claimed) as object), outcome: 'remembered' });
    expect((await second.state(target, 0)).revision).toBe(0);
    expect(
      await second.decide(target, aRepeatable({ answering: sole() }), (state, facts) =>
        blink(state, { lampId: randomUUID() }, facts),
      ),
    ).toMatchObject({ outcome: 'appended', revision: 2 });
    await second.close();
  });
});

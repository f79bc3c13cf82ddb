import { Metadata, status } from '@grpc/grpc-js';
import { lampForms } from '@annals/testing';
import { EventStore } from './event-store';
import { EventStoreUnavailable } from './faults';
import {
  lampDousedAt,
  caughtUp,
  confirmed,
  lastRevision,
  startFakeServer,
  type FakeServer,
  type ReadServerCall,
} from './testing/fake-server';
import { newHouse } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

/** Settles when a spec's server has been asked so often. */
async function asked(calls: readonly ReadServerCall[], count: number): Promise<void> {
  while (calls.length < count) await new Promise(setImmediate);
}

const streamOf = (call: ReadServerCall): string =>
  Buffer.from(call.request.getOptions()?.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();

describe('A0: reads beside each other', () => {
  let fake: FakeServer;
  const opened: EventStore[] = [];
  beforeEach(async () => {
    fake = await startFakeServer();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    fake.stop();
  });
  const open = (deadlineMs: number) => {
    const store = new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs,
    });
    opened.push(store);
    return store;
  };

  it('A0: one read that is never answered, or fails, harms no other of its connection', async () => {
    const patient = open(3000);
    const houses = { silent: newHouse(), failing: newHouse(), slow: newHouse() };
    const calls: ReadServerCall[] = [];
    const callsOf = ({ id }: ReturnType<typeof newHouse>) =>
      calls.filter((call) => streamOf(call) === `house-${id[0]}`);
    fake.onRead = (call) => {
      calls.push(call);
      if (callsOf(houses.failing).length > 1) callsOf(houses.failing).at(-1)?.end(); // asked again it answers
    };
    const silent = patient.state(houses.silent).then(
      () => 'answered',
      (error: unknown) => error,
    );
    const failing = patient.state(houses.failing).then(({ revision }) => revision);
    const slow = patient.state(houses.slow).then(({ revision }) => revision);
    await asked(calls, 3);
    const [failingCall, slowCall] = [callsOf(houses.failing)[0], callsOf(houses.slow)[0]];
    if (!slowCall || !failingCall) throw new Error('nothing was asked');
    failingCall.emit('error', { code: status.UNAVAILABLE, details: 'this one alone', metadata: new Metadata() });
    expect(await failing).toBe(-1);
    // An event every now and then, until the silent one and its repetitions are given up.
    let place = 0;
    const timer = setInterval(() => {
      slowCall.write(lampDousedAt(place));
      place += 1;
    }, 250);
    expect(await silent).toBeInstanceOf(EventStoreUnavailable);
    clearInterval(timer);
    slowCall.write(lastRevision(place - 1));
    slowCall.end();
    expect(await slow).toBe(place - 1);
    expect(place).toBeGreaterThan(2);
    expect(callsOf(houses.slow)).toHaveLength(1);
  }, 30_000);

  it('A0: a read that nobody hears about is begun again on a new connection, and a quiet subscription on the old one goes on', async () => {
    const patient = open(4000);
    const calls: ReadServerCall[] = [];
    fake.onRead = (call) => {
      calls.push(call);
      if (calls.length === 1) call.write(confirmed());
      if (calls.length > 2) call.end();
    };
    const ended = new AbortController();
    const log = patient.log({ from: 'start', signal: ended.signal })[Symbol.asyncIterator]();
    const waiting = log.next();
    await asked(calls, 1);
    const nowhere = { id: '00000000-0000-4000-8000-000000000000', stream: 'house-x', revision: 0 };
    expect(await patient.placeOf(nowhere)).toBeUndefined(); // answered when it was asked again
    calls[0]?.write(caughtUp());
    expect((await waiting).value).toMatchObject({ live: true });
    expect(calls).toHaveLength(3);
    ended.abort();
    await log.next();
  }, 30_000);

  it('A0: cold streams are read a few at a time, in the order of asking', async () => {
    const calls: ReadServerCall[] = [];
    let [running, most] = [0, 0];
    fake.onRead = (call) => {
      running += 1;
      most = Math.max(most, running);
      calls.push(call);
    };
    const store = open(20_000);
    const states = Array.from({ length: 32 }, () => store.state(newHouse()));
    for (let answered = 0; answered < states.length; answered += 1) {
      await asked(calls, answered + 1);
      running -= 1;
      calls[answered]?.end();
      await states[answered];
    }
    expect((await Promise.all(states)).every(({ revision }) => revision === -1)).toBe(true);
    expect(most).toBe(8);
  }, 30_000);

  it('A0: whoever waits for its turn to read is refused at its deadline', async () => {
    const hasty = open(600);
    fake.onRead = () => undefined;
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () =>
        hasty.state(newHouse()).then(
          () => 'answered',
          (error: unknown) => error,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => !(outcome instanceof EventStoreUnavailable))).toEqual([]);
    expect(outcomes.map(String).filter((text) => text.includes('still waits for others')).length).toBeGreaterThan(0);
  });
});

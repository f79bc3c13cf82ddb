import { Metadata, status } from '@grpc/grpc-js';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { EventCounter } from './count-events';
import { EventStore } from './event-store';
import { EventStoreUnavailable } from './faults';
import { botDisabledAt, caughtUp, confirmed, lastRevision, startFakeServer, type FakeServer, type ReadServerCall } from './testing/fake-server';
import { newFleet } from './testing/fleet';
import { MemoryKeyring } from './testing/memory-keyring';
import { RawStore } from './raw-store';

const EVENTS = 12;
const places = Array.from({ length: EVENTS }, (_, place) => place);
/** Patient enough for a loaded machine: what is tested here is never late, but cut off. */
const DEADLINE_MS = 20_000;

/** How a read ends that is not whole; each of them is nothing but an end to who only listens for ends. */
type Cut = (call: ReadServerCall) => void;
const ending = (code: status, details: string): Cut => (call) => { call.emit('error', { code, details, metadata: new Metadata() }); };
const CUTS: readonly [string, Cut][] = [
  ['cancelled in the words that db-client takes for its own', ending(status.CANCELLED, 'Cancelled on client')],
  ['cancelled by the server', ending(status.CANCELLED, 'gone')],
  ['ended because the server stops', ending(status.UNAVAILABLE, 'the server stops')],
];

describe('A0: a read that is cut off after any number of events is read on, and never taken for a whole one', () => {
  let fake: FakeServer;
  let store: EventStore;
  beforeEach(async () => {
    fake = await startFakeServer();
    store = open();
  });
  afterEach(async () => {
    await store.close();
    fake.stop();
  });
  const open = (deadlineMs = DEADLINE_MS) => new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring(), deadlineMs, log: { info: () => undefined, error: () => undefined } });

  /** Serves the same events as a stream and as the log; the first read ends after so many of them. */
  function serve(after: number, cut: Cut, saysLast: boolean): void {
    const before = fake.reads;
    fake.onRead = (call) => {
      const all = call.request.getOptions()?.getAll();
      const isBackward = call.request.getOptions()?.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
      const from = Number(all?.getPosition()?.getCommitPosition() ?? call.request.getOptions()?.getStream()?.getRevision() ?? '0');
      const wanted = isBackward ? [...places].reverse() : places.slice(from);
      if (fake.reads === before + 1) {
        for (const place of wanted.slice(0, after)) call.write(botDisabledAt(place));
        cut(call);
        return;
      }
      for (const place of wanted) call.write(botDisabledAt(place));
      if (saysLast && !all) call.write(lastRevision(EVENTS - 1));
      call.end();
    };
  }

  describe.each(CUTS)('%s', (_name, cut) => {
    it('A0: states and streams', async () => {
      for (const after of places) {
        serve(after, cut, after % 2 === 0);
        expect((await store.state(newFleet())).revision).toBe(EVENTS - 1);
        serve(after, cut, after % 2 === 1);
        const read: number[] = [];
        for await (const { revision } of store.read('fleet-x')) read.push(revision);
        expect(read).toEqual(places);
      }
    });

    it('A0: the end, the identity and places of the log, and how many events come after one', async () => {
      const counter = new EventCounter(fake.connectionString);
      for (const after of [0, 1, EVENTS - 1]) {
        serve(0, cut, false); // its answer is the first event: whatever comes after that is not waited for
        expect((await store.last())?.revision).toBe(EVENTS - 1);
        serve(0, cut, false);
        expect(await store.identity()).toBe(idAt(0));
        serve(0, cut, false);
        expect((await store.placeOf({ id: idAt(7), stream: 'fleet-x', revision: 7 }))?.commit).toBe(7n);
        serve(after, cut, false);
        expect(await counter.after({ commit: 2n, prepare: 2n }, 1000)).toBe(EVENTS - 3);
      }
      await counter.close();
    });

    it('A0: the log as copies read it, and subscriptions', async () => {
      const raw = new RawStore(fake.connectionString);
      for (const after of [0, 1, EVENTS - 1]) {
        serve(after, cut, false);
        const copied: number[] = [];
        for await (const events of raw.events()) copied.push(...events.map(({ revision }) => revision));
        expect(copied).toEqual(places);
      }
      await raw.close();
      const before = fake.reads;
      fake.onRead = (call) => {
        const next = Number(call.request.getOptions()?.getAll()?.getPosition()?.getCommitPosition() ?? '0') + 1;
        call.write(confirmed());
        if (next === EVENTS) return void call.write(caughtUp());
        call.write(botDisabledAt(next));
        cut(call);
      };
      const ended = new AbortController();
      const seen: number[] = [];
      for await (const { events, live } of store.log({ from: 'start', signal: ended.signal })) {
        seen.push(...events.map(({ revision }) => revision));
        if (live) ended.abort();
      }
      expect(seen).toEqual(places.slice(1)); // place 0 is the start itself
      expect(fake.reads).toBe(before + EVENTS);
    }, 60_000);
  });

  it('A0: an end with status OK before the revision that the server itself names is none', async () => {
    for (const after of places) {
      serve(after, (call) => { call.write(lastRevision(EVENTS - 1)); call.end(); }, true);
      expect((await store.state(newFleet())).revision).toBe(EVENTS - 1);
    }
    serve(0, (call) => { call.write(lastRevision(EVENTS - 1)); call.end(); }, true);
    expect((await store.placeOf({ id: idAt(3), stream: 'fleet-x', revision: 3 }))?.commit).toBe(3n);
  });

  it('A0: a server that always ends too early is refused, and nothing of it is kept', async () => {
    const hasty = open(500);
    const target = newFleet();
    fake.onRead = (call) => { CUTS[0]?.[1](call); };
    await expect(hasty.state(target)).rejects.toBeInstanceOf(EventStoreUnavailable);
    serve(EVENTS, (call) => { call.end(); }, true);
    expect((await hasty.state(target, 60_000)).revision).toBe(EVENTS - 1);
    await hasty.close();
  });

  it('A0: one read that is never answered, or fails, harms no other of its connection', async () => {
    const patient = open(3000);
    const fleets = { silent: newFleet(), failing: newFleet(), slow: newFleet() };
    const calls: ReadServerCall[] = [];
    const callsOf = ({ id }: ReturnType<typeof newFleet>) => calls.filter((call) =>
      Buffer.from(call.request.getOptions()?.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString() === `fleet-${id[0]}`);
    fake.onRead = (call) => {
      calls.push(call);
      if (callsOf(fleets.failing).length > 1) callsOf(fleets.failing).at(-1)?.end(); // asked again it answers
    };
    const silent = patient.state(fleets.silent).then(() => 'answered', (error: unknown) => error);
    const failing = patient.state(fleets.failing).then(({ revision }) => revision);
    const slow = patient.state(fleets.slow).then(({ revision }) => revision);
    while (calls.length < 3) await new Promise(setImmediate);
    const [failingCall, slowCall] = [callsOf(fleets.failing)[0], callsOf(fleets.slow)[0]];
    if (!slowCall || !failingCall) throw new Error('nothing was asked');
    ending(status.UNAVAILABLE, 'this one alone')(failingCall);
    expect(await failing).toBe(-1);
    // An event every now and then, until the silent one and its repetitions are given up.
    let place = 0;
    const timer = setInterval(() => { slowCall.write(botDisabledAt(place)); place += 1; }, 250);
    expect(await silent).toBeInstanceOf(EventStoreUnavailable);
    clearInterval(timer);
    slowCall.write(lastRevision(place - 1));
    slowCall.end();
    expect(await slow).toBe(place - 1);
    expect(place).toBeGreaterThan(2);
    expect(callsOf(fleets.slow)).toHaveLength(1);
    await patient.close();
  }, 30_000);

  it('A0: a read that nobody hears about is begun again on a new connection, and a quiet subscription on the old one goes on', async () => {
    const patient = open(4000);
    const calls: ReadServerCall[] = [];
    fake.onRead = (call) => { calls.push(call); if (calls.length === 1) call.write(confirmed()); if (calls.length > 2) call.end(); };
    const ended = new AbortController();
    const log = patient.log({ from: 'start', signal: ended.signal })[Symbol.asyncIterator]();
    const waiting = log.next();
    while (calls.length < 1) await new Promise(setImmediate);
    expect(await patient.placeOf({ id: idAt(0), stream: 'fleet-x', revision: 0 })).toBeUndefined(); // answered when it was asked again
    calls[0]?.write(caughtUp());
    expect((await waiting).value).toMatchObject({ live: true });
    expect(calls).toHaveLength(3);
    ended.abort();
    await log.next();
    await patient.close();
  }, 30_000);

  it('A0: cold streams are read a few at a time, in the order of asking', async () => {
    const calls: ReadServerCall[] = [];
    let open = 0;
    let most = 0;
    fake.onRead = (call) => { open += 1; most = Math.max(most, open); calls.push(call); };
    const states = Array.from({ length: 32 }, () => store.state(newFleet()));
    for (let answered = 0; answered < states.length; answered += 1) {
      while (calls.length <= answered) await new Promise(setImmediate);
      open -= 1;
      calls[answered]?.end();
      await states[answered];
    }
    expect((await Promise.all(states)).every(({ revision }) => revision === -1)).toBe(true);
    expect(most).toBe(8);
  }, 30_000);

  it('A0: whoever waits for its turn to read is refused at its deadline', async () => {
    const hasty = open(600);
    fake.onRead = () => undefined;
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => hasty.state(newFleet()).then(() => 'answered', (error: unknown) => error)));
    expect(outcomes.filter((outcome) => !(outcome instanceof EventStoreUnavailable))).toEqual([]);
    expect(outcomes.map(String).filter((text) => text.includes('still waits for others')).length).toBeGreaterThan(0);
    await hasty.close();
  });
});

const idAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

import { Metadata, status } from '@grpc/grpc-js';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { lampForms } from '@annals/testing';
import { EventCounter } from './count-events';
import { EventStore, type EventStoreOptions } from './event-store';
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
import { RawStore } from './raw-store';

const EVENTS = 12;
/** So many are read first of a stream that may have a snapshot. */
const AT_END = 5;
const fail = () => Promise.reject(new Error('there is none'));
const places = Array.from({ length: EVENTS }, (_, place) => place);
/** Patient enough for a loaded machine: what is tested here is never late, but cut off. */
const DEADLINE_MS = 20_000;

/** How a read ends that is not whole; each of them is nothing but an end to who only listens for ends. */
type Cut = (call: ReadServerCall) => void;
const ending =
  (code: status, details: string): Cut =>
  (call) => {
    call.emit('error', { code, details, metadata: new Metadata() });
  };
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
  const log = { info: () => undefined, error: () => undefined };
  const open = (options: Partial<EventStoreOptions> = {}) =>
    new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs: DEADLINE_MS,
      log,
      ...options,
    });

  /** Serves the same events as a stream and as the log; the first read, or another one, ends after so many of them. */
  function serve(after: number, cut: Cut, saysLast: boolean, nth = 1): void {
    const before = fake.reads;
    fake.onRead = (call) => {
      const all = call.request.getOptions()?.getAll();
      const isBackward = call.request.getOptions()?.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
      const revision = call.request.getOptions()?.getStream()?.getRevision();
      const from = Number(all?.getPosition()?.getCommitPosition() ?? revision ?? '0');
      const count = Number(call.request.getOptions()?.getCount());
      const wanted = (isBackward ? [...places].reverse() : places.slice(from)).slice(0, count || EVENTS);
      if (fake.reads === before + nth) {
        for (const place of wanted.slice(0, after)) call.write(lampDousedAt(place));
        cut(call);
        return;
      }
      for (const place of wanted) call.write(lampDousedAt(place));
      if (saysLast && !all) call.write(lastRevision(EVENTS - 1));
      call.end();
    };
  }

  describe.each(CUTS)('%s', (_name, cut) => {
    it('A0: states and streams', async () => {
      for (const after of places) {
        serve(after, cut, after % 2 === 0);
        expect((await store.state(newHouse())).revision).toBe(EVENTS - 1);
        serve(after, cut, after % 2 === 1);
        const read: number[] = [];
        for await (const { revision } of store.read('house-x')) read.push(revision);
        expect(read).toEqual(places);
      }
    });

    it('A0: states that may have a snapshot: the end of their streams, and what comes before it', async () => {
      const isNone = { find: () => Promise.resolve(undefined), put: fail, discard: fail };
      const other = open({ snapshots: { store: isNone, version: 'spec', every: 10 * AT_END } });
      for (const saysLast of [true, false])
        for (const [nth, most] of [AT_END, EVENTS - AT_END].entries())
          for (const after of places.slice(0, most)) {
            const before = fake.reads;
            serve(after, cut, saysLast, nth + 1);
            expect((await other.state(newHouse())).revision).toBe(EVENTS - 1);
            expect(fake.reads).toBe(before + 3);
          }
      await other.close();
    });

    it('A0: the end, the identity and places of the log, and how many events come after one', async () => {
      const counter = new EventCounter(fake.connectionString);
      for (const after of [0, 1, EVENTS - 1]) {
        serve(0, cut, false); // its answer is the first event: whatever comes after that is not waited for
        expect((await store.last())?.revision).toBe(EVENTS - 1);
        serve(0, cut, false);
        expect(await store.identity()).toBe(idAt(0));
        serve(0, cut, false);
        expect((await store.placeOf({ id: idAt(7), stream: 'house-x', revision: 7 }))?.commit).toBe(7n);
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
        const after = call.request.getOptions()?.getAll()?.getPosition()?.getCommitPosition();
        const next = Number(after ?? '0') + 1;
        call.write(confirmed());
        if (next === EVENTS) return void call.write(caughtUp());
        call.write(lampDousedAt(next));
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
      serve(
        after,
        (call) => {
          call.write(lastRevision(EVENTS - 1));
          call.end();
        },
        true,
      );
      expect((await store.state(newHouse())).revision).toBe(EVENTS - 1);
    }
    serve(
      0,
      (call) => {
        call.write(lastRevision(EVENTS - 1));
        call.end();
      },
      true,
    );
    expect((await store.placeOf({ id: idAt(3), stream: 'house-x', revision: 3 }))?.commit).toBe(3n);
  });

  it('A0: a server that knows less of a stream than is known of it is asked again', async () => {
    const target = newHouse();
    serve(
      EVENTS,
      (call) => {
        call.end();
      },
      true,
    );
    await store.state(target);
    const before = fake.reads;
    fake.onRead = (call) => {
      call.write(lastRevision(fake.reads === before + 1 ? 3 : EVENTS - 1));
      call.end();
    };
    expect((await store.state(target, 0)).revision).toBe(EVENTS - 1);
    expect(fake.reads).toBe(before + 2);
  });

  it('A0: a server that always ends too early is refused, and nothing of it is kept', async () => {
    const hasty = open({ deadlineMs: 500 });
    const target = newHouse();
    fake.onRead = (call) => {
      CUTS[0]?.[1](call);
    };
    await expect(hasty.state(target)).rejects.toBeInstanceOf(EventStoreUnavailable);
    serve(
      EVENTS,
      (call) => {
        call.end();
      },
      true,
    );
    expect((await hasty.state(target, 60_000)).revision).toBe(EVENTS - 1);
    await hasty.close();
  });
});

const idAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

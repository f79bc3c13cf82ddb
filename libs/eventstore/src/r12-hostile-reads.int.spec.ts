import { status, type StatusObject, Metadata } from '@grpc/grpc-js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { lampForms } from '@annals/testing';
import { EventStore } from './event-store';
import { EventStoreUnavailable } from './faults';
import { confirmed, lampDousedAt, caughtUp, type FakeServer } from './testing/fake-server';
import { newHouse } from './testing/house';
import { startHostile, type Hostile } from './testing/hostile';
import { MemoryKeyring } from './testing/memory-keyring';

/** As for appends: what is thrown outside of a test fails it. */
describe('R12: reading from an event store that misbehaves', () => {
  let hostile: Hostile;
  let fake: FakeServer;
  let store: EventStore;
  beforeEach(async () => {
    hostile = await startHostile();
    ({ fake, store } = hostile);
  });
  afterEach(() => hostile.stop());

  /** For what can only fail: it need not wait long for it. */
  const hasty = () => {
    const another = new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs: 300,
    });
    return {
      fails: async () => {
        const outcome = await hostile.settlesInTime(another.state(newHouse()));
        await another.close();
        return outcome;
      },
    };
  };

  describe('a read', () => {
    it('that is never answered settles as unavailable', async () => {
      fake.onRead = () => undefined;
      expect(await hostile.settlesInTime(store.state(newHouse()))).toEqual({
        error: expect.any(EventStoreUnavailable) as unknown,
      });
      expect(fake.received).toHaveLength(0);
    });

    it('of a server that is not there settles as unavailable', async () => {
      fake.stop();
      expect(await hostile.settlesInTime(hostile.blinking())).toEqual({
        error: expect.any(EventStoreUnavailable) as unknown,
      });
    });

    it.each<[string, () => ReadResp]>([
      [
        'without its id',
        () => {
          const answer = lampDousedAt(0);
          answer.getEvent()?.getEvent()?.clearId();
          return answer;
        },
      ],
      [
        'without its stream',
        () => {
          const answer = lampDousedAt(0);
          answer.getEvent()?.getEvent()?.clearStreamIdentifier();
          return answer;
        },
      ],
    ])('that delivers an event %s fails', async (_name, event) => {
      fake.onRead = (call) => {
        call.write(event());
        call.end();
      };
      expect(await hasty().fails()).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
    });

    it.each(['not-leader', 'stream-deleted', 'wrong-expected-version', 'user-not-found'])(
      'whose status says %s without the trailers for it fails',
      async (exception) => {
        fake.onRead = (call) => {
          call.emit('error', broken(exception));
        };
        expect(await hasty().fails()).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
      },
    );

    it('that breaks in the middle goes on after what it has', async () => {
      fake.onRead = (call) => {
        const from = Number(call.request.getOptions()?.getStream()?.getRevision() ?? '0');
        if (fake.reads === 1) {
          call.write(lampDousedAt(0));
          call.write(lampDousedAt(1));
          call.emit('error', { code: status.UNAVAILABLE, details: 'gone', metadata: new Metadata() });
          return;
        }
        for (let place = from; place < 4; place += 1) call.write(lampDousedAt(place));
        call.end();
      };
      expect(await hostile.settlesInTime(store.state(newHouse()))).toMatchObject({ value: { revision: 3 } });
    });
  });

  describe('the log', () => {
    const places = async (count: number) => {
      const ended = new AbortController();
      const seen: number[] = [];
      for await (const { events } of store.log({ from: 'start', signal: ended.signal })) {
        seen.push(...events.map(({ revision }) => revision));
        if (seen.length >= count) ended.abort();
      }
      return seen;
    };
    const after = (call: Parameters<FakeServer['onRead']>[0]) =>
      Number(call.request.getOptions()?.getAll()?.getPosition()?.getCommitPosition() ?? '0');

    it.each<[string, (call: Parameters<FakeServer['onRead']>[0]) => void, RegExp]>([
      ['ends with OK', (call) => call.end(), /ended it/],
      [
        'breaks',
        (call) => {
          call.emit('error', { code: status.UNAVAILABLE, details: 'Connection dropped', metadata: new Metadata() });
        },
        /Connection dropped/,
      ],
      [
        'is told that it was too slow',
        (call) => {
          call.emit('error', {
            code: status.ABORTED,
            details: 'Operation timed out: Consumer too slow',
            metadata: new Metadata(),
          });
        },
        /too slow/,
      ],
      [
        'is told about a leader that has no name',
        (call) => {
          call.emit('error', broken('not-leader'));
        },
        /no details/,
      ],
      [
        'gets an event without identity',
        (call) => {
          const nobody = lampDousedAt(99);
          nobody.getEvent()?.getEvent()?.clearId();
          call.write(nobody);
        },
        /without its identity/,
      ],
    ])('goes on without loss or repetition, and says why, when its subscription %s', async (_name, misbehave, why) => {
      fake.onRead = (call) => {
        const next = after(call) + 1;
        call.write(confirmed());
        call.write(lampDousedAt(next));
        call.write(lampDousedAt(next + 1));
        misbehave(call);
      };
      expect(await places(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const reason = expect.stringMatching(why) as unknown;
      expect(hostile.lines).toMatchObject([
        { level: 'info', reason, attempt: 1, after: '2' },
        { level: 'info', reason, attempt: 2, after: '4' },
        { level: 'error', reason, attempt: 3, after: '6' },
      ]);
    });

    it('subscribes again when a server accepts and then never says a word', async () => {
      fake.onRead = (call) => {
        if (fake.reads === 1) return;
        call.write(confirmed());
        call.write(lampDousedAt(after(call) + 1));
        call.write(caughtUp());
      };
      expect(await hostile.settlesInTime(places(1))).toEqual({ value: [1] });
      expect(hostile.lines).toMatchObject([
        { level: 'info', reason: expect.stringMatching(/nothing came/) as unknown, attempt: 1, after: 'start' },
      ]);
    });

    it('says on standard error, a JSON line each, what is lost where nobody gave a log', async () => {
      const written: string[] = [];
      const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
        written.push(String(text));
        return true;
      });
      const silent = new EventStore({
        forms: lampForms,
        connectionString: fake.connectionString,
        keyring: new MemoryKeyring(),
      });
      fake.onRead = (call) => {
        if (fake.reads > 1) call.write(caughtUp());
        call.end();
      };
      const ended = new AbortController();
      for await (const { live } of silent.log({ from: 'start', signal: ended.signal })) if (live) ended.abort();
      write.mockRestore();
      await silent.close();
      expect(written.map((text) => JSON.parse(text) as object)).toMatchObject([
        {
          level: 'info',
          reason: 'the event store ended it',
          attempt: 1,
          after: 'start',
          time: expect.any(String) as unknown,
          message: expect.any(String) as unknown,
        },
      ]);
    });

    it('ends when it is asked to, though the server is not there', async () => {
      fake.stop();
      const ended = new AbortController();
      const reading = (async () => {
        for await (const _ of store.log({ from: 'start', signal: ended.signal })) throw new Error('nothing can come');
      })();
      ended.abort();
      expect(await hostile.settlesInTime(reading)).toEqual({ value: undefined });
    });
  });
});

function broken(exception: string): Partial<StatusObject> {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  return { code: status.NOT_FOUND, details: 'no details', metadata };
}

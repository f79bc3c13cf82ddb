import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { status, type StatusObject, Metadata } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import { BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { Connection } from './client/connection';
import { EventStore } from './event-store';
import { EventStoreUnavailable, OutcomeUnknown } from './faults';
import { aCommand, blink, fleet } from './testing/fleet';
import { confirmed, botDisabledAt, caughtUp, notFound, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { MemoryKeyring } from './testing/memory-keyring';

const DEADLINE_MS = 1500;

/** Jest fails a test in which anything is thrown outside of it, so a TypeError in a handler (which would end a process) shows here. */
describe('R12: an event store that misbehaves', () => {
  let fake: FakeServer;
  let store: EventStore;
  /** What the store's client told people. */
  const lines: object[] = [];
  beforeEach(async () => {
    fake = await startFakeServer();
    lines.length = 0;
    store = new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring(), deadlineMs: DEADLINE_MS, log: {
      info: (facts, text) => void lines.push({ level: 'info', text, ...facts }), error: (facts, text) => void lines.push({ level: 'error', text, ...facts }) } });
  });
  afterEach(async () => {
    await store.close();
    fake.stop();
  });

  /** For what can only fail: it need not wait long for it. */
  const hasty = () => {
    const another = new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring(), deadlineMs: 300 });
    return { fails: async () => {
      const outcome = await settlesInTime(another.state(target()));
      await another.close();
      return outcome;
    } };
  };
  const target = () => ({ stream: fleet, id: [randomUUID()] as const });
  const blinking = () => store.decide(target(), aCommand(), (state, facts) => blink(state, { botId: randomUUID() }, facts));
  const settlesInTime = async (promise: Promise<unknown>) => {
    const since = performance.now();
    const outcome = await promise.then((value) => ({ value }), (error: unknown) => ({ error }));
    expect(performance.now() - since).toBeLessThan(DEADLINE_MS + 1000);
    return outcome;
  };
  /** What is sent again must be the same command to the store: ids, revision, bytes. */
  const expectSameAppends = (count: number) => {
    const appends = fake.received.map((message) => ({ events: message.getProposedMessagesList().map((event) => event.toObject()), stream: message.getOptions()?.getStreamIdentifier()?.toObject(), noStream: message.getOptions()?.hasNoStream() }));
    expect(appends).toHaveLength(count);
    expect(new Set(appends.map((append) => JSON.stringify(append))).size).toBe(1);
  };

  describe('an append', () => {
    it('that is never answered settles as an unknown outcome, and the state is forgotten', async () => {
      fake.onAppend = () => undefined;
      const stream = target();
      const ask = () => store.decide(stream, aCommand(), (state, facts) => blink(state, { botId: randomUUID() }, facts));
      expect(await settlesInTime(ask())).toEqual({ error: expect.any(OutcomeUnknown) as unknown });
      const before = fake.reads;
      fake.onAppend = (call, message) => void call.write(success(message));
      expect(await ask()).toMatchObject({ outcome: 'appended' });
      expect(fake.reads).toBe(before + 1);
    });

    it('that nobody answers does not keep the next one on a dead connection', async () => {
      fake.onAppend = (call, message) => { if (fake.received[0] !== message) call.write(success(message)); };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { revision: 1 } });
      expectSameAppends(2);
    });

    it('whose call breaks in the middle is sent again with the same ids and revision', async () => {
      fake.onAppend = (call, message, nth) => { if (nth === 1) call.destroy(Object.assign(new Error('gone'), { code: status.UNAVAILABLE })); else call.write(success(message)); };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended', revision: 1 } });
      expectSameAppends(2);
    });

    it('whose connection is cut with many waiting settles, all of them', async () => {
      let cut = false;
      fake.onAppend = (call, message, nth) => {
        if (nth === 50 && !cut) { cut = true; call.destroy(Object.assign(new Error('cut'), { code: status.UNAVAILABLE })); }
        else if (cut) call.write(success(message));
      };
      const patient = new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring() });
      const decided = await Promise.all(Array.from({ length: 100 }, () => patient.decide(target(), aCommand(), (state, facts) => blink(state, { botId: randomUUID() }, facts))));
      expect(decided.every(({ outcome }) => outcome === 'appended')).toBe(true);
      expect(fake.received.length).toBeGreaterThan(100);
      await patient.close();
    });

    it('whose call ends with OK is sent again', async () => {
      fake.onAppend = (call, message, nth) => void (nth === 1 ? call.end() : call.write(success(message)));
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
      expectSameAppends(2);
    });

    it('that is answered twice settles once, and the next one too', async () => {
      fake.onAppend = (call, message) => { call.write(success(message)); call.write(success(message)); };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
    });

    it('that is answered after we asked again settles by either answer', async () => {
      const held: (() => void)[] = [];
      fake.onAppend = (call, message, nth) => {
        if (nth === 1) held.push(() => call.write(success(message)));
        else { for (const answer of held) answer(); call.write(success(message)); }
      };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
    });

    it.each<[string, (answer: BatchAppendResp) => void]>([
      ['for another append than any that waits', (answer) => { const id = new UUID(); id.setString(randomUUID()); answer.setCorrelationId(id); }],
      ['for none at all', (answer) => answer.clearCorrelationId()],
      ['with an empty id', (answer) => answer.setCorrelationId(new UUID())],
    ])('that gets an answer %s waits for its own', async (_name, spoil) => {
      fake.onAppend = (call, message) => {
        const foreign = success(message);
        spoil(foreign);
        call.write(foreign);
        call.write(success(message));
      };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
      expect(fake.received).toHaveLength(1);
    });

    it.each<[string, (answer: BatchAppendResp) => void]>([
      ['an error without details', (answer) => answer.setError(failure())],
      ['an error without details and stream', (answer) => { answer.setError(failure()); answer.clearStreamIdentifier(); }],
      ['neither success nor error', (answer) => answer.clearSuccess()],
    ])('that is answered by %s is not known to be stored or not, and sent again', async (_name, spoil) => {
      fake.onAppend = (call, message, nth) => {
        const answer = success(message);
        if (nth === 1) {
          answer.clearSuccess();
          answer.setStreamIdentifier(new StreamIdentifier());
          spoil(answer);
        }
        call.write(answer);
      };
      expect(await settlesInTime(blinking())).toMatchObject({ value: { outcome: 'appended' } });
      expectSameAppends(2);
    });

    it('with a BigInt in its data fails before anything is sent', async () => {
      const outcome = await settlesInTime(store.decide(target(), aCommand(), () => [{ type: 'BotDisabled', data: { botId: 1n } }] as never));
      expect(outcome).toMatchObject({ error: { message: expect.stringContaining('bigint') as unknown } });
      expect(fake.received).toHaveLength(0);
    });

    it('is no bystander of another client: when that one\'s call breaks, this one is still answered', async () => {
      const other = await startFakeServer();
      other.onAppend = (call) => call.destroy(Object.assign(new Error('gone'), { code: status.UNAVAILABLE }));
      const bystander = new Connection(other.connectionString);
      let answer: () => void = () => undefined;
      const sent = new Promise<void>((resolve) => { fake.onAppend = (call, message) => { answer = () => call.write(success(message)); resolve(); }; });
      const ours = blinking();
      await sent;
      await expect(bystander.client.appendToStream('other', jsonEvent({ type: 'Other', data: {} }))).rejects.toThrow();
      answer();
      expect(await settlesInTime(ours)).toMatchObject({ value: { outcome: 'appended' } });
      expect(fake.received).toHaveLength(1);
      await bystander.close();
      other.stop();
    });
  });

  describe('a read', () => {
    it('that is never answered settles as unavailable', async () => {
      fake.onRead = () => undefined;
      expect(await settlesInTime(store.state(target()))).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
      expect(fake.received).toHaveLength(0);
    });

    it('of a server that is not there settles as unavailable', async () => {
      fake.stop();
      expect(await settlesInTime(blinking())).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
    });

    it.each<[string, () => ReadResp]>([
      ['without its id', () => { const answer = botDisabledAt(0); answer.getEvent()?.getEvent()?.clearId(); return answer; }],
      ['without its stream', () => { const answer = botDisabledAt(0); answer.getEvent()?.getEvent()?.clearStreamIdentifier(); return answer; }],
    ])('that delivers an event %s fails', async (_name, event) => {
      fake.onRead = (call) => { call.write(event()); call.end(); };
      expect(await hasty().fails()).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
    });

    it.each(['not-leader', 'stream-deleted', 'wrong-expected-version', 'user-not-found'])('whose status says %s without the trailers for it fails', async (exception) => {
      fake.onRead = (call) => { call.emit('error', broken(exception)); };
      expect(await hasty().fails()).toEqual({ error: expect.any(EventStoreUnavailable) as unknown });
    });

    it('that breaks in the middle goes on after what it has', async () => {
      fake.onRead = (call) => {
        const from = Number(call.request.getOptions()?.getStream()?.getRevision() ?? '0');
        if (fake.reads === 1) { call.write(botDisabledAt(0)); call.write(botDisabledAt(1)); call.emit('error', { code: status.UNAVAILABLE, details: 'gone', metadata: new Metadata() }); return; }
        for (let place = from; place < 4; place += 1) call.write(botDisabledAt(place));
        call.end();
      };
      expect(await settlesInTime(store.state(target()))).toMatchObject({ value: { revision: 3 } });
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
    const after = (call: Parameters<FakeServer['onRead']>[0]) => Number(call.request.getOptions()?.getAll()?.getPosition()?.getCommitPosition() ?? '0');

    it.each<[string, (call: Parameters<FakeServer['onRead']>[0]) => void, RegExp]>([
      ['ends with OK', (call) => call.end(), /ended it/],
      ['breaks', (call) => { call.emit('error', { code: status.UNAVAILABLE, details: 'Connection dropped', metadata: new Metadata() }); }, /Connection dropped/],
      ['is told that it was too slow', (call) => { call.emit('error', { code: status.ABORTED, details: 'Operation timed out: Consumer too slow', metadata: new Metadata() }); }, /too slow/],
      ['is told about a leader that has no name', (call) => { call.emit('error', broken('not-leader')); }, /no details/],
      ['gets an event without identity', (call) => { const nobody = botDisabledAt(99); nobody.getEvent()?.getEvent()?.clearId(); call.write(nobody); }, /without its identity/],
    ])('goes on without loss or repetition, and says why, when its subscription %s', async (_name, misbehave, why) => {
      fake.onRead = (call) => {
        const next = after(call) + 1;
        call.write(confirmed());
        call.write(botDisabledAt(next));
        call.write(botDisabledAt(next + 1));
        misbehave(call);
      };
      expect(await places(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const reason = expect.stringMatching(why) as unknown;
      expect(lines).toMatchObject([{ level: 'info', reason, attempt: 1, after: '2' }, { level: 'info', reason, attempt: 2, after: '4' }, { level: 'error', reason, attempt: 3, after: '6' }]);
    });

    it('subscribes again when a server accepts and then never says a word', async () => {
      fake.onRead = (call) => {
        if (fake.reads === 1) return;
        call.write(confirmed());
        call.write(botDisabledAt(after(call) + 1));
        call.write(caughtUp());
      };
      expect(await settlesInTime(places(1))).toEqual({ value: [1] });
      expect(lines).toMatchObject([{ level: 'info', reason: expect.stringMatching(/nothing came/) as unknown, attempt: 1, after: 'start' }]);
    });

    it('says on standard error, a JSON line each, what is lost where nobody gave a log', async () => {
      const written: string[] = [];
      const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
      const silent = new EventStore({ connectionString: fake.connectionString, keyring: new MemoryKeyring() });
      fake.onRead = (call) => { if (fake.reads > 1) call.write(caughtUp()); call.end(); };
      const ended = new AbortController();
      for await (const { live } of silent.log({ from: 'start', signal: ended.signal })) if (live) ended.abort();
      write.mockRestore();
      await silent.close();
      expect(written.map((text) => JSON.parse(text) as object)).toMatchObject([{ level: 'info', reason: 'the event store ended it', attempt: 1, after: 'start', time: expect.any(String) as unknown, message: expect.any(String) as unknown }]);
    });

    it('ends when it is asked to, though the server is not there', async () => {
      fake.stop();
      const ended = new AbortController();
      const reading = (async () => { for await (const _ of store.log({ from: 'start', signal: ended.signal })) throw new Error('nothing can come'); })();
      ended.abort();
      expect(await settlesInTime(reading)).toEqual({ value: undefined });
    });
  });

  it('is really hostile: the plain client dies of an answer that comes twice', async () => {
    fake.onRead = notFound;
    fake.onAppend = (call, message) => { call.write(success(message)); call.write(success(message)); };
    const script = `
      const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
      const client = EventStoreDBClient.connectionString(process.argv[1]);
      client.supports = async () => true;
      client.appendToStream('s', jsonEvent({ type: 'T', data: {} })).then(() => setTimeout(() => process.exit(0), 300));`;
    const died = await new Promise<string>((resolve) => execFile(process.execPath, ['-e', script, fake.connectionString], { cwd: process.cwd() }, (error, _out, stderr) => resolve(error ? stderr : 'it lived')));
    expect(died).toContain('TypeError');
  });
});

function failure(): Status {
  const error = new Status();
  error.setCode(Code.UNKNOWN);
  error.setMessage('something');
  return error;
}

function broken(exception: string): Partial<StatusObject> {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  return { code: status.NOT_FOUND, details: 'no details', metadata };
}

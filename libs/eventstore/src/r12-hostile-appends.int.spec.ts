import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { jsonEvent } from '@eventstore/db-client';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { lampForms } from '@annals/testing';
import { Connection } from './client/connection';
import { EventStore } from './event-store';
import { OutcomeUnknown } from './faults';
import { notFound, startFakeServer, success, type FakeServer } from './testing/fake-server';
import { aCommand, blink, newHouse } from './testing/house';
import { startHostile, type Hostile } from './testing/hostile';
import { MemoryKeyring } from './testing/memory-keyring';

/**
 * Jest fails a test in which anything is thrown outside of it, so a TypeError in a handler (which would end a process)
 * shows here.
 */
describe('R12: an append to an event store that misbehaves', () => {
  let hostile: Hostile;
  let fake: FakeServer;
  let store: EventStore;
  beforeEach(async () => {
    hostile = await startHostile();
    ({ fake, store } = hostile);
  });
  afterEach(() => hostile.stop());

  /** What is sent again must be the same command to the store: ids, revision, bytes. */
  const expectSameAppends = (count: number) => {
    const appends = fake.received.map((message) => ({
      events: message.getProposedMessagesList().map((event) => event.toObject()),
      stream: message.getOptions()?.getStreamIdentifier()?.toObject(),
      noStream: message.getOptions()?.hasNoStream(),
    }));
    expect(appends).toHaveLength(count);
    expect(new Set(appends.map((append) => JSON.stringify(append))).size).toBe(1);
  };

  it('that is never answered settles as an unknown outcome, and the state is forgotten', async () => {
    fake.onAppend = () => undefined;
    const stream = newHouse();
    const ask = () => store.decide(stream, aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
    expect(await hostile.settlesInTime(ask())).toEqual({ error: expect.any(OutcomeUnknown) as unknown });
    const before = fake.reads;
    fake.onAppend = (call, message) => void call.write(success(message));
    expect(await ask()).toMatchObject({ outcome: 'appended' });
    expect(fake.reads).toBe(before + 1);
  });

  it('that nobody answers does not keep the next one on a dead connection', async () => {
    fake.onAppend = (call, message) => {
      if (fake.received[0] !== message) call.write(success(message));
    };
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { revision: 1 } });
    expectSameAppends(2);
  });

  it('whose call breaks in the middle is sent again with the same ids and revision', async () => {
    fake.onAppend = (call, message, nth) => {
      if (nth === 1) call.destroy(Object.assign(new Error('gone'), { code: status.UNAVAILABLE }));
      else call.write(success(message));
    };
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({
      value: { outcome: 'appended', revision: 1 },
    });
    expectSameAppends(2);
  });

  it('whose connection is cut with many waiting settles, all of them', async () => {
    let cut = false;
    fake.onAppend = (call, message, nth) => {
      if (nth === 50 && !cut) {
        cut = true;
        call.destroy(Object.assign(new Error('cut'), { code: status.UNAVAILABLE }));
      } else if (cut) call.write(success(message));
    };
    const patient = new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs: 30_000,
    });
    const decided = await Promise.all(
      Array.from({ length: 100 }, () =>
        patient.decide(newHouse(), aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts)),
      ),
    );
    expect(decided.every(({ outcome }) => outcome === 'appended')).toBe(true);
    expect(fake.received.length).toBeGreaterThan(100);
    await patient.close();
  });

  it('whose call ends with OK is sent again', async () => {
    fake.onAppend = (call, message, nth) => void (nth === 1 ? call.end() : call.write(success(message)));
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
    expectSameAppends(2);
  });

  it('that is answered twice settles once, and the next one too', async () => {
    fake.onAppend = (call, message) => {
      call.write(success(message));
      call.write(success(message));
    };
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
  });

  it('that is answered after we asked again settles by either answer', async () => {
    const held: (() => void)[] = [];
    fake.onAppend = (call, message, nth) => {
      if (nth === 1) held.push(() => call.write(success(message)));
      else {
        for (const answer of held) answer();
        call.write(success(message));
      }
    };
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
  });

  it.each<[string, (answer: BatchAppendResp) => void]>([
    [
      'for another append than any that waits',
      (answer) => {
        const id = new UUID();
        id.setString(randomUUID());
        answer.setCorrelationId(id);
      },
    ],
    ['for none at all', (answer) => answer.clearCorrelationId()],
    ['with an empty id', (answer) => answer.setCorrelationId(new UUID())],
  ])('that gets an answer %s waits for its own', async (_name, spoil) => {
    fake.onAppend = (call, message) => {
      const foreign = success(message);
      spoil(foreign);
      call.write(foreign);
      call.write(success(message));
    };
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
    expect(fake.received).toHaveLength(1);
  });

  it.each<[string, (answer: BatchAppendResp) => void]>([
    ['an error without details', (answer) => answer.setError(failure())],
    [
      'an error without details and stream',
      (answer) => {
        answer.setError(failure());
        answer.clearStreamIdentifier();
      },
    ],
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
    expect(await hostile.settlesInTime(hostile.blinking())).toMatchObject({ value: { outcome: 'appended' } });
    expectSameAppends(2);
  });

  it('with a BigInt in its data fails before anything is sent', async () => {
    const outcome = await hostile.settlesInTime(
      store.decide(newHouse(), aCommand(), () => [{ type: 'LampDoused', data: { lampId: 1n } }] as never),
    );
    expect(outcome).toMatchObject({ error: { message: expect.stringContaining('bigint') as unknown } });
    expect(fake.received).toHaveLength(0);
  });

  it("is no bystander of another client: when that one's call breaks, this one is still answered", async () => {
    const other = await startFakeServer();
    other.onAppend = (call) => call.destroy(Object.assign(new Error('gone'), { code: status.UNAVAILABLE }));
    const bystander = new Connection(other.connectionString);
    let answer: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => {
      fake.onAppend = (call, message) => {
        answer = () => call.write(success(message));
        resolve();
      };
    });
    const ours = hostile.blinking();
    await sent;
    await expect(
      bystander.line.use((client) => client.appendToStream('other', jsonEvent({ type: 'Other', data: {} }))),
    ).rejects.toThrow();
    answer();
    expect(await hostile.settlesInTime(ours)).toMatchObject({ value: { outcome: 'appended' } });
    expect(fake.received).toHaveLength(1);
    await bystander.close();
    other.stop();
  });

  it('is really hostile: the plain client dies of an answer that comes twice', async () => {
    fake.onRead = notFound;
    fake.onAppend = (call, message) => {
      call.write(success(message));
      call.write(success(message));
    };
    const script = `
      const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
      const client = EventStoreDBClient.connectionString(process.argv[1]);
      client.supports = async () => true;
      client.appendToStream('s', jsonEvent({ type: 'T', data: {} })).then(() => setTimeout(() => process.exit(0), 300));`;
    const died = await new Promise<string>((resolve) =>
      execFile(process.execPath, ['-e', script, fake.connectionString], { cwd: process.cwd() }, (error, _out, stderr) =>
        resolve(error ? stderr : 'it lived'),
      ),
    );
    expect(died).toContain('TypeError');
  });
});

function failure(): Status {
  const error = new Status();
  error.setCode(Code.UNKNOWN);
  error.setMessage('something');
  return error;
}

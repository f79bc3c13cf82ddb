import { randomUUID } from 'node:crypto';
import { Metadata, status } from '@grpc/grpc-js';
import { lampForms } from '@annals/testing';
import { EventCounter } from './count-events';
import { EventStore } from './event-store';
import { LogDamaged } from './faults';
import { startFakeServer, type FakeServer } from './testing/fake-server';
import { aCommand, blink, house } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

const SENTENCE =
  'The stored log is damaged at position 7 (its bytes do not match their checksum): restore it from a backup.';
const target = { stream: house, id: [randomUUID()] as const };

describe('a stored log that is damaged', () => {
  let fake: FakeServer;
  let store: EventStore;
  beforeEach(async () => {
    fake = await startFakeServer();
    fake.onRead = (call) => {
      call.emit('error', { code: status.DATA_LOSS, details: SENTENCE, metadata: new Metadata() });
    };
    store = new EventStore({ forms: lampForms, connectionString: fake.connectionString, keyring: new MemoryKeyring() });
  });
  afterEach(async () => {
    await store.close();
    fake.stop();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the state of a stream', () => store.state(target)],
    [
      'a command',
      () => store.decide(target, aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts)),
    ],
    [
      'the events of a stream',
      async () => {
        for await (const _ of store.read('house-1')) throw new Error('nothing can come');
      },
    ],
    ['the end of the log', () => store.head()],
    ['the identity of the log', () => store.identity()],
    ['the place of an event', () => store.placeOf({ id: randomUUID(), stream: 'house-1', revision: 0 })],
  ])('ends %s at once with the sentence of the store: it is asked no second time', async (_name, read) => {
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LogDamaged);
    expect(error).toMatchObject({ message: SENTENCE, cause: expect.anything() as unknown });
    expect(fake.reads).toBe(1);
    expect(fake.received).toHaveLength(0);
  });

  it('ends a count of its events, too', async () => {
    const counter = new EventCounter(fake.connectionString);
    await expect(counter.after(undefined, 10)).rejects.toBeInstanceOf(LogDamaged);
    await counter.close();
    expect(fake.reads).toBe(1);
  });

  it('leaves guards to read their streams, and says so once', async () => {
    const alarms: object[] = [];
    let following: EventStore | undefined;
    await new Promise<void>((said) => {
      const log = {
        info: () => undefined,
        error: (facts: object) => {
          alarms.push(facts);
          said();
        },
      };
      following = new EventStore({
        forms: lampForms,
        connectionString: fake.connectionString,
        keyring: new MemoryKeyring(),
        follow: ['house-'],
        log,
      });
    });
    expect(alarms).toEqual([{ alarm: 'state feed', error: expect.stringContaining(SENTENCE) as string }]);
    await expect(following?.state(target)).rejects.toBeInstanceOf(LogDamaged);
    await following?.close();
  });
});

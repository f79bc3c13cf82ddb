import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { lampForms } from '@annals/testing';
import { EventStore } from './event-store';
import { OutcomeUnknown } from './faults';
import { startFakeServer, success, type FakeServer } from './testing/fake-server';
import { aCommand, blink, house } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

/** Long enough for all that is sent again, on a busy machine too: what never settles is ended by the test's own limit. */
const DEADLINE_MS = 30_000;
/** Long enough for one append to be sent and answered there. */
const SOON_MS = 4_000;

/** A way to the server that can be cut like a cable. */
async function startCable(connectionString: string): Promise<{ connectionString: string; cut(): void; stop(): void }> {
  const open = new Set<Socket>();
  const proxy = createServer((socket) => {
    const onward = connect(Number(new URL(connectionString).port), '127.0.0.1');
    for (const one of [socket, onward])
      open.add(
        one
          .on('error', () => undefined)
          .once('close', () => {
            open.delete(one);
            socket.destroy();
            onward.destroy();
          }),
      );
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = (): void => {
    for (const one of open) one.resetAndDestroy();
  };
  return {
    connectionString: `esdb://127.0.0.1:${address.port}?tls=false`,
    cut,
    stop: () => {
      cut();
      proxy.close();
    },
  };
}

describe('R12: a connection that is dropped, an answer that comes too late', () => {
  let fake: FakeServer;
  let cable: Awaited<ReturnType<typeof startCable>>;
  let store: EventStore;
  beforeEach(async () => {
    fake = await startFakeServer();
    cable = await startCable(fake.connectionString);
    store = new EventStore({
      forms: lampForms,
      connectionString: cable.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs: DEADLINE_MS,
    });
  });
  afterEach(async () => {
    await store.close();
    cable.stop();
    fake.stop();
  });
  const blinking = (by = store) =>
    by.decide({ stream: house, id: [randomUUID()] as const }, aCommand(), (state, facts) =>
      blink(state, { lampId: randomUUID() }, facts),
    );

  it('in the middle of many appends, some of them answered: all settle, each sent again with its own ids', async () => {
    let answered = 0;
    fake.onAppend = (call, message, nth) => {
      if (nth === 40) cable.cut();
      else if (nth % 2 === 0 || nth > 40) {
        answered += 1;
        call.write(success(message));
      }
    };
    const decided = await Promise.all(Array.from({ length: 60 }, () => blinking()));
    expect(decided.every(({ outcome }) => outcome === 'appended')).toBe(true);
    expect(answered).toBeGreaterThanOrEqual(60);
    const streams = fake.received.map((message) =>
      String(message.getOptions()?.getStreamIdentifier()?.getStreamName_asB64()),
    );
    expect(fake.received.length).toBeGreaterThan(60);
    for (const stream of new Set(streams)) {
      const ids = fake.received
        .filter((_, index) => streams[index] === stream)
        .map((message) =>
          message
            .getProposedMessagesList()
            .map((event) => event.getId()?.getString())
            .join(),
        );
      expect(new Set(ids).size).toBe(1);
    }
  });

  it('an answer that comes after its append was given up changes nothing for the next one', async () => {
    const held: (() => void)[] = [];
    fake.onAppend = (call, message) => {
      held.push(() => {
        call.write(success(message));
      });
    };
    const hasty = new EventStore({
      forms: lampForms,
      connectionString: cable.connectionString,
      keyring: new MemoryKeyring(),
      deadlineMs: SOON_MS,
    });
    await expect(blinking(hasty)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(held.length).toBeGreaterThan(0);
    fake.onAppend = (call, message) => {
      for (const answer of held.splice(0)) answer();
      call.write(success(message));
    };
    expect(await blinking(hasty)).toMatchObject({ outcome: 'appended', revision: 1 });
    await hasty.close();
  });
});

import { randomUUID } from 'node:crypto';
import type { Position } from '@annals/kernel';
import { lampForms, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { EventCounter } from './count-events';
import { EventStore } from './event-store';
import { readable, type LogBatch } from './log-event';
import { startStore } from './testing/a-store';
import { lampDousedAt, brokenAt, caughtUp, checkpoint, confirmed, startFakeServer } from './testing/fake-server';
import { aCommand, blink, house, hang } from './testing/house';
import { lossyProxy } from './testing/lossy-proxy';
import { MemoryKeyring } from './testing/memory-keyring';

/** Batches until one satisfies; then the reading ends. */
async function batchesUntil(
  store: EventStore,
  from: Position | 'start',
  enough: (batch: LogBatch, all: readonly LogBatch[]) => boolean,
  maxBatch?: number,
): Promise<LogBatch[]> {
  const ended = new AbortController();
  const batches: LogBatch[] = [];
  for await (const batch of store.log({
    from,
    signal: ended.signal,
    ...(maxBatch === undefined ? {} : { maxBatch }),
  })) {
    batches.push(batch);
    if (enough(batch, batches)) ended.abort();
  }
  return batches;
}

describe('the log of a real event store', () => {
  const keyring = new MemoryKeyring();
  let server: Awaited<ReturnType<typeof startStore>>;
  let store: EventStore;
  let from: Position | 'start';
  const stream = { stream: house, id: [randomUUID()] as const };
  const write = async (count: number) => {
    for (let each = 0; each < count; each += 1)
      await store.decide(stream, aCommand(), (state, facts) => blink(state, { lampId: randomUUID() }, facts));
  };
  beforeAll(async () => {
    server = await startStore('log', { sharedDatabase, startEventStore });
    store = new EventStore({ forms: lampForms, connectionString: server.connectionString, keyring });
    from = (await store.head()) ?? 'start';
    await write(100);
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  const revisions = (batches: readonly LogBatch[]) =>
    batches.flatMap(({ events }) =>
      events.filter((event) => event.stream === `house-${stream.id[0]}`).map(({ revision }) => revision),
    );
  const counted = (count: number) => Array.from({ length: count }, (_, index) => index);

  it("is handed out in order, in batches, without the store's own events, until it is live", async () => {
    const batches = await batchesUntil(store, from, ({ live }) => live, 30);
    expect(revisions(batches)).toEqual(counted(200));
    expect(
      batches.every(({ events }) => events.length <= 30 && events.every(({ type }) => !type.startsWith('$'))),
    ).toBe(true);
    expect(batches.length).toBeLessThan(200);
    expect(batches.at(-1)?.upTo).toEqual(await store.head());
  });

  it('resumes after any batch without loss or repetition', async () => {
    const first = await batchesUntil(store, from, (_batch, all) => revisions(all).length >= 20, 7);
    const rest = await batchesUntil(store, first.at(-1)?.upTo ?? 'start', ({ live }) => live);
    expect(revisions([...first, ...rest])).toEqual(counted(200));
  });

  it('can be counted from any place on, without a key, up to a limit', async () => {
    const batches = await batchesUntil(store, from, ({ live }) => live);
    const counter = new EventCounter(server.connectionString);
    const [first] = batches.flatMap(({ events }) => events);
    expect(await counter.after(first?.position, 1000)).toBe(199);
    expect(await counter.after(first?.position, 50)).toBe(51);
    expect(await counter.after(await store.head(), 1000)).toBe(0);
    expect(await counter.after(undefined, 1_000_000)).toBeGreaterThanOrEqual(200);
    await counter.close();
  });

  it('goes on with what is appended while it is live, and after its connections were cut again and again', async () => {
    const proxy = await lossyProxy(server.connectionString);
    const cut = new EventStore({ forms: lampForms, connectionString: proxy.connectionString, keyring });
    const ended = new AbortController();
    const seen: LogBatch[] = [];
    let cuts = 0;
    for await (const batch of cut.log({ from, signal: ended.signal, maxBatch: 50 })) {
      seen.push(batch);
      if (cuts < 5) {
        cuts += 1;
        proxy.cut();
        await write(2);
      }
      if (revisions(seen).length >= 220) ended.abort();
    }
    expect(revisions(seen)).toEqual(counted(220));
    await Promise.all([cut.close(), proxy.stop()]);
  });

  it('gives events opened, and the bytes as they are stored', async () => {
    const other = { stream: house, id: [randomUUID()] as const };
    const before = (await store.head()) ?? 'start';
    const lampId = randomUUID();
    await store.decide(other, aCommand({ reason: 'because' }), (state, facts) =>
      hang(state, { lampId, name: 'Ada’s lamp' }, facts),
    );
    const [event] = (
      await batchesUntil(store, before, ({ events }) =>
        events.some(({ stream: name }) => name === `house-${other.id[0]}`),
      )
    ).flatMap(({ events }) => events.map(readable));
    expect(event).toMatchObject({
      type: 'LampHung',
      data: { lampId },
      text: { name: 'Ada’s lamp' },
      meta: { reason: 'because' },
    });
    expect(JSON.parse(Buffer.from(event?.raw.data ?? '').toString())).toMatchObject({
      data: { lampId },
      text: { k: expect.any(String) as unknown, v: expect.any(String) as unknown },
    });
  });
});

describe('the log of a server that says what we want', () => {
  const withFake = async (
    script: Parameters<typeof lampDousedAt>[0][] | (() => Iterable<ReturnType<typeof lampDousedAt>>),
    run: (store: EventStore) => Promise<void>,
  ) => {
    const fake = await startFakeServer();
    const answers = typeof script === 'function' ? script : () => script.map((place) => lampDousedAt(place));
    fake.onRead = (call) => {
      call.write(confirmed());
      for (const answer of answers()) call.write(answer);
    };
    const store = new EventStore({
      forms: lampForms,
      connectionString: fake.connectionString,
      keyring: new MemoryKeyring(),
    });
    try {
      await run(store);
    } finally {
      await store.close();
      fake.stop();
    }
  };

  it("moves over the store's own events, but never past an event that is not handed out yet", async () => {
    await withFake(
      () => [
        lampDousedAt(3),
        checkpoint('5'),
        lampDousedAt(8),
        checkpoint('4'),
        checkpoint('9'),
        checkpoint('18446744073709551615'),
        caughtUp(),
        checkpoint('12'),
      ],
      async (store) => {
        const batches = await batchesUntil(store, 'start', ({ upTo }) => upTo.commit === 12n, 1);
        const told: bigint[] = [];
        // Some servers' checkpoints lag a page behind (protocol §3.6): the place that is told never goes back.
        const places = batches.map(({ upTo }) => Number(upTo.commit));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        for (const { events, upTo } of batches) {
          told.push(...events.map(({ position }) => position.commit));
          // Whoever stores upTo now and resumes after it must have been told of everything before.
          expect(told).toEqual([3n, 8n].filter((place) => place <= upTo.commit));
        }
        expect(told).toEqual([3n, 8n]);
        expect(batches.at(-1)?.live).toBe(true);
      },
    );
  });

  it('says that it is live in an empty log', async () => {
    await withFake(
      () => [caughtUp()],
      async (store) => {
        expect(await batchesUntil(store, 'start', ({ live }) => live)).toEqual([
          { events: [], upTo: { commit: 0n, prepare: 0n }, live: true },
        ]);
      },
    );
  });

  it.each([
    ['whose type nobody knows', lampDousedAt(5, 'LampVanished'), /LampVanished .* does not know its type/],
    ['of a newer version', lampDousedAt(5, 'LampDoused', '2'), /version 2 is newer than this program's \(1\)/],
    ['of no version', lampDousedAt(5, 'LampDoused', 'x'), /schema version is "x"/],
    ['that is no JSON', brokenAt(5), /its body is not of the form/],
  ])('has an event %s in its place, with the reason', async (_name, event, why) => {
    await withFake(
      () => [lampDousedAt(3), lampDousedAt(4), event, lampDousedAt(6), caughtUp()],
      async (store) => {
        const entries = (await batchesUntil(store, 'start', ({ live }) => live)).flatMap(({ events }) => events);
        expect(entries.map(({ revision }) => revision)).toEqual([3, 4, 5, 6]);
        expect(entries.map(({ unreadable }) => unreadable?.message)).toEqual([
          undefined,
          undefined,
          expect.stringMatching(why),
          undefined,
        ]);
      },
    );
  });
});

import { jsonEvent, type EventStoreDBClient, type AppendResult, type EventData } from '@eventstore/db-client';
import { all, unique } from './server-under-test';

/** What some writers did to a server that dies now and then. */
export interface WriterReport {
  /** Streams and the ids of the events acknowledged in them, in order. */
  readonly acknowledged: ReadonlyMap<string, readonly string[]>;
  readonly retries: number;
}

const PATIENCE = 3000;

/** The official client may leave an append unanswered for ever: our own patience ends it. */
function withPatience<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { reject(new Error('no answer')); }, PATIENCE);
    promise.then(resolve, reject).finally(() => { clearTimeout(timer); });
  });
}

/** Repeats one append with the same ids and the same expected revision until its outcome is known. */
async function appendUntilKnown(client: EventStoreDBClient, stream: string, { events, revision }: { events: EventData[]; revision: bigint }): Promise<{ result: AppendResult; retries: number }> {
  for (let retries = 0; ; retries += 1) {
    try {
      const result = await withPatience(client.appendToStream(stream, events, { expectedRevision: revision === -1n ? 'no_stream' : revision }));
      return { result, retries };
    } catch (error) {
      if (error instanceof Error && 'type' in error && error.type === 'wrong-expected-version') throw error;
      if (retries > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50)); // the server is away: nothing to wait for but time
    }
  }
}

/** `count` writers append events in ones and twos, each to a stream of its own, until `done`. */
export async function writeUntil(client: EventStoreDBClient, count: number, done: () => boolean): Promise<WriterReport> {
  const acknowledged = new Map<string, string[]>();
  let retries = 0;
  await Promise.all(Array.from({ length: count }, async (_, writer) => {
    const stream = unique('writer');
    const ids: string[] = [];
    acknowledged.set(stream, ids);
    for (let n = 0; !done(); n += 1) {
      const events = Array.from({ length: 1 + ((n + writer) % 2) }, () => jsonEvent({ type: 'Written', data: { writer, n } }));
      const known = await appendUntilKnown(client, stream, { events, revision: BigInt(ids.length - 1) });
      retries += known.retries;
      ids.push(...events.map(({ id }) => id));
      expect(known.result.nextExpectedRevision).toBe(BigInt(ids.length - 1));
    }
  }));
  return { acknowledged, retries };
}

/** Every acknowledged event is there once, in order, in its stream and in $all; revisions and positions have no gaps. */
export async function expectAllStored(client: EventStoreDBClient, { acknowledged }: WriterReport): Promise<number> {
  let previous: bigint | undefined;
  const inAll = new Map([...acknowledged.keys()].map((stream) => [stream, new Array<string>()]));
  for (const { event } of await all(client.readAll())) {
    if (event === undefined) throw new Error('an event is missing');
    if (previous !== undefined) expect(event.position?.commit).toBe(previous + 1n);
    previous = event.position?.commit;
    inAll.get(event.streamId)?.push(event.id);
  }
  for (const [stream, ids] of acknowledged) {
    const stored = await all(client.readStream(stream));
    expect(stored.map(({ event }) => event?.id)).toEqual(ids);
    expect(stored.map(({ event }) => Number(event?.revision))).toEqual(ids.map((_, index) => index));
    expect(inAll.get(stream)).toEqual(ids);
  }
  return [...acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
}

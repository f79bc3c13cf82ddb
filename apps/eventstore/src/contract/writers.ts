import { setTimeout as pause } from 'node:timers/promises';
import { jsonEvent, type AppendResult, type EventData, type EventStoreDBClient } from '@eventstore/db-client';
import { unique } from './server-under-test';

/** One append, as its writer saw it. Times are ticks of a counter that every begin and every end advances. */
export interface WrittenAppend {
  readonly stream: string;
  readonly ids: readonly string[];
  readonly begun: number;
  readonly ended: number;
  /** Undefined: it ended with an error, so nobody knows whether it is stored. */
  readonly answer: { readonly revision: bigint; readonly position: bigint | undefined } | undefined;
}

/** What some writers did to a server that dies now and then. */
export interface WriterReport {
  readonly appends: readonly WrittenAppend[];
  readonly retries: number;
}

/** Above the server's own time-out, which answers what it could not write in time. */
const PATIENCE = 3000;
/** A server that is away longer than this is not coming back. */
const MOST_RETRIES = 1200;
const BETWEEN_RETRIES = 50;

/** The official client may leave an append unanswered for ever: our own patience ends it. */
export function withPatience<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('no answer'));
    }, PATIENCE);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

class Writers {
  private readonly appends: WrittenAppend[] = [];
  private retries = 0;
  private ticks = 0;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly done: () => boolean,
  ) {}

  async write(count: number): Promise<WriterReport> {
    await Promise.all(
      Array.from({ length: count }, (_, writer) => (writer % 2 === 0 ? this.careful(writer) : this.careless(writer))),
    );
    return { appends: this.appends, retries: this.retries };
  }

  /** One stream; every append is repeated with its ids and its revision until its outcome is known. */
  private async careful(writer: number): Promise<void> {
    const stream = unique('careful');
    let revision = -1n;
    for (let n = writer; !this.done(); n += 1) revision = await this.untilKnown(stream, someEvents(n), revision);
  }

  /** A stream until something fails, then another one: its last append stays as unknown as the error left it. */
  private async careless(writer: number): Promise<void> {
    for (let n = writer; !this.done();) {
      const stream = unique('careless');
      for (let revision: bigint | undefined = -1n; revision !== undefined && !this.done(); n += 1)
        revision = await this.once(stream, someEvents(n), revision);
      if (!this.done()) await pause(BETWEEN_RETRIES);
    }
  }

  private async untilKnown(stream: string, events: EventData[], revision: bigint): Promise<bigint> {
    const begun = (this.ticks += 1);
    for (let retry = 0; ; retry += 1) {
      try {
        return this.note(
          { stream, begun, ids: events.map(({ id }) => id) },
          await this.append(stream, events, revision),
        );
      } catch (error) {
        if (retry === MOST_RETRIES || isConflict(error)) throw error;
        this.retries += 1;
        await pause(BETWEEN_RETRIES); // the server is away: there is nothing to wait for but time
      }
    }
  }

  private async once(stream: string, events: EventData[], revision: bigint): Promise<bigint | undefined> {
    const begun = (this.ticks += 1);
    const ids = events.map(({ id }) => id);
    try {
      return this.note({ stream, begun, ids }, await this.append(stream, events, revision));
    } catch (error) {
      if (isConflict(error)) throw error;
      this.appends.push({ stream, ids, begun, ended: (this.ticks += 1), answer: undefined });
      return undefined;
    }
  }

  private append(stream: string, events: EventData[], revision: bigint): Promise<AppendResult> {
    return withPatience(
      this.client.appendToStream(stream, events, { expectedRevision: revision === -1n ? 'no_stream' : revision }),
    );
  }

  private note(
    append: Pick<WrittenAppend, 'stream' | 'ids' | 'begun'>,
    { nextExpectedRevision, position }: AppendResult,
  ): bigint {
    this.appends.push({
      ...append,
      ended: (this.ticks += 1),
      answer: { revision: nextExpectedRevision, position: position?.commit },
    });
    return nextExpectedRevision;
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'wrong-expected-version';

/** One to four events, now and then large ones. */
const someEvents = (n: number): EventData[] =>
  Array.from({ length: 1 + (n % 4) }, (_, index) =>
    jsonEvent({ type: 'Written', data: { n, index, filling: 'x'.repeat(n % 50 === 0 ? 20_000 : 100) } }),
  );

/**
 * `count` writers append one to four events at a time, each with one append in flight, until `done`. Every other one
 * repeats what failed until it knows; the others leave it and begin a new stream.
 */
export function writeUntil(client: EventStoreDBClient, count: number, done: () => boolean): Promise<WriterReport> {
  return new Writers(client, done).write(count);
}

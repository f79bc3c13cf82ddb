import type { LogBatch, LogEvent } from '@annals/eventstore';
import { compare, type Place } from '../sql/position';
import type { Position } from '@annals/kernel';

/** The part of the event store that followers need. */
export interface Log {
  log(options: { readonly from: Position | 'start'; readonly signal: AbortSignal; readonly maxBatch?: number }): AsyncIterable<LogBatch>;
  head(): Promise<Position | undefined>;
}

interface Reading {
  readonly store: Log;
  readonly from: Place;
  readonly signal: AbortSignal;
  readonly maxBatch: number;
}

/** Reads the log piece by piece; the next piece is fetched and decoded while the last one is written. */
export class Cursor {
  private readonly batches: AsyncIterator<LogBatch>;
  private readonly ending = new AbortController();
  private coming: Promise<IteratorResult<LogBatch>> | undefined;
  private rest: LogBatch | undefined;
  /** Whether `next` would settle at once. */
  waiting = false;
  /** Everything up to here was handed out. */
  place: Place;

  constructor(private readonly reading: Reading) {
    this.place = reading.from;
    const signal = AbortSignal.any([reading.signal, this.ending.signal]);
    this.batches = reading.store.log({ from: reading.from, signal, maxBatch: reading.maxBatch })[Symbol.asyncIterator]();
  }

  /** Settles when there is a piece to take, or when reading ended or failed (the taker sees which); calling it again changes nothing. */
  async ready(): Promise<void> {
    if (!this.rest) await Promise.allSettled([this.fetch()]);
  }

  /** The next piece; undefined when reading was ended. */
  async next(): Promise<LogBatch | undefined> {
    const piece = this.rest ?? await this.taken();
    this.rest = undefined;
    if (piece) this.place = piece.upTo;
    return piece;
  }

  /** The next piece that goes no further than `limit`; undefined when the place is `limit` (or later) or reading was ended. */
  async until(limit: Position): Promise<LogBatch | undefined> {
    if (compare(this.place, limit) >= 0) return undefined;
    const piece = this.rest ?? await this.gap(limit) ?? await this.taken();
    this.rest = undefined;
    if (!piece) return undefined;
    if (compare(piece.upTo, limit) <= 0) {
      this.place = piece.upTo;
      return piece;
    }
    const upToLimit: LogEvent[] = [];
    const later: LogEvent[] = [];
    for (const event of piece.events) (compare(event.position, limit) <= 0 ? upToLimit : later).push(event);
    this.rest = { ...piece, events: later };
    this.place = limit;
    return { events: upToLimit, upTo: limit, live: piece.live };
  }

  async close(): Promise<void> {
    this.ending.abort();
    // What is being fetched ends by the signal; a fault that nobody waits for any more is not ours to report.
    await this.coming?.catch(() => undefined);
    await this.batches.return?.();
  }

  /** Nothing is stored between the place and `limit`: no batch would ever say so. */
  private async gap(limit: Position): Promise<LogBatch | undefined> {
    const head = await this.reading.store.head();
    return head === undefined || compare(head, this.place) <= 0 ? { events: [], upTo: limit, live: true } : undefined;
  }

  private fetch(): Promise<IteratorResult<LogBatch>> {
    this.coming ??= this.batches.next().finally(() => { this.waiting = true; });
    return this.coming;
  }

  private async taken(): Promise<LogBatch | undefined> {
    const { value, done } = await this.fetch();
    this.coming = undefined;
    this.waiting = false;
    if (done === true) return undefined;
    // Read ahead. Whoever takes it next sees a fault; until then it must not count as unhandled.
    this.fetch().catch(() => undefined);
    return value;
  }
}

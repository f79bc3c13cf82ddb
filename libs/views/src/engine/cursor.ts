import type { LogBatch, LogEntry } from '@annals/eventstore';
import type { Position } from '@annals/kernel';
import { compare, type Checkpoint } from '../sql/position';
import { AsyncSignal } from './async-signal';
import { Pace } from './pace';

/** The part of the event store that followers need. */
export interface Log {
  log(options: {
    readonly from: Position | 'start';
    readonly signal: AbortSignal;
    readonly maxBatch?: number;
    readonly subscribed?: () => Promise<void>;
    readonly damageEnds?: boolean;
  }): AsyncIterable<LogBatch>;
  head(): Promise<Position | undefined>;
}

interface Reading {
  readonly store: Log;
  readonly from: Checkpoint;
  readonly signal: AbortSignal;
  readonly maxBatch: number;
  /** A damaged log is thrown to the taker; without it, it is waited for. */
  readonly damageEnds?: boolean;
  /** Milliseconds between two pieces while it is live. */
  readonly paceMs?: number;
  /** Called whenever there is something new to take (or reading has ended, or failed: the taker sees which). */
  readonly arrived?: () => void;
}

/** `due` stays so once it was said: whoever was told finds the piece. */
interface Piece {
  events: LogEntry[];
  upTo: Position;
  live: boolean;
  due: boolean;
}

/**
 * Reads the log ahead of its taker: what arrives while the last piece is folded and written becomes one piece, up to
 * the largest batch. So a piece is one event when it is quiet and thousands when there is much to catch up with.
 */
export class Cursor {
  private readonly ending = new AbortController();
  private readonly news = new AsyncSignal();
  private readonly taken = new AsyncSignal();
  private readonly pumping: Promise<void>;
  private waitingPiece: Piece | undefined;
  /** Whether the last piece said that no more is coming soon. */
  private quiet = true;
  private end: { readonly fault?: unknown } | undefined;
  private readonly pace: Pace;
  /** Rings when the piece has waited long enough. */
  private timer: NodeJS.Timeout | undefined;
  /** Everything up to here was handed out. */
  place: Checkpoint;

  constructor(private readonly reading: Reading) {
    this.place = reading.from;
    this.pace = new Pace(reading.paceMs);
    const end = (): void => {
      this.ending.abort();
      this.taken.ring();
    };
    reading.signal.addEventListener('abort', end, { once: true, signal: this.ending.signal });
    if (reading.signal.aborted) end();
    this.pumping = this.pump();
  }

  /** Whether `next` would settle at once. */
  get waiting(): boolean {
    return this.end !== undefined || this.waitingPiece?.due === true;
  }

  /**
   * What has arrived; waits when that is nothing; undefined when reading was ended. @throws what reading threw, after
   * everything before it was taken
   */
  async next(): Promise<LogBatch | undefined> {
    const piece = await this.arrival();
    if (!piece) return undefined;
    this.waitingPiece = undefined;
    this.pace.taken();
    this.taken.ring();
    this.place = piece.upTo;
    this.quiet = piece.live;
    return piece;
  }

  /** As `next`, but no further than `limit`; undefined when the place is there (or later) already. */
  async until(limit: Position): Promise<LogBatch | undefined> {
    if (compare(this.place, limit) >= 0) return undefined;
    if (!this.waitingPiece && this.quiet && (await this.isGap())) {
      this.place = limit;
      return { events: [], upTo: limit, live: true };
    }
    const piece = await this.arrival();
    if (!piece || compare(piece.upTo, limit) <= 0) return this.next();
    const first = piece.events.filter(({ position }) => compare(position, limit) <= 0);
    piece.events = piece.events.slice(first.length);
    this.place = limit;
    return { events: first, upTo: limit, live: piece.live };
  }

  async close(): Promise<void> {
    this.ending.abort();
    this.taken.ring();
    await this.pumping;
    clearTimeout(this.timer);
  }

  /** What was handed out last is written, and took so long. */
  wrote(milliseconds: number): void {
    this.pace.wrote(milliseconds);
  }

  /** Nothing is stored after the place: no batch would ever say so. */
  private async isGap(): Promise<boolean> {
    const head = await this.reading.store.head();
    return head === undefined || compare(head, this.place) <= 0;
  }

  private async arrival(): Promise<Piece | undefined> {
    while (!this.waiting) await this.news.rung();
    if (!this.waitingPiece && this.end && 'fault' in this.end) throw this.end.fault;
    return this.waitingPiece;
  }

  private async pump(): Promise<void> {
    const { store, from, maxBatch, damageEnds = false } = this.reading;
    try {
      for await (const batch of store.log({ from, signal: this.ending.signal, maxBatch, damageEnds })) {
        while (
          this.waitingPiece &&
          this.waitingPiece.events.length + batch.events.length > maxBatch &&
          !this.ending.signal.aborted
        ) {
          this.waitingPiece.due = true;
          this.tell();
          await this.taken.rung();
        }
        if (this.ending.signal.aborted) break;
        this.collect(batch);
      }
      this.end = {};
    } catch (fault) {
      this.end = this.ending.signal.aborted ? {} : { fault };
    }
    this.tell();
  }

  private collect({ events, upTo, live }: LogBatch): void {
    const piece = (this.waitingPiece ??= { events: [], upTo, live, due: false });
    for (const event of events) piece.events.push(event);
    piece.upTo = upTo;
    piece.live = live;
    this.hurry();
  }

  /**
   * Says that the piece is due, now or when it is; asks again then, because it may be another piece by that time, or
   * another pace.
   */
  private hurry(): void {
    const piece = this.waitingPiece;
    if (!piece) return;
    const wait = piece.due ? 0 : this.pace.dueIn(piece);
    if (wait > 0) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.hurry();
      }, Math.ceil(wait));
      return;
    }
    piece.due = true;
    this.tell();
  }

  private tell(): void {
    this.news.ring();
    this.reading.arrived?.();
  }
}

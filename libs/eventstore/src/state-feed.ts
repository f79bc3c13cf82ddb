import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './client/connection';
import { logArrivals, SubscriptionSignal, type Arrival } from './client/log-arrivals';
import type { Reader } from './client/reader';
import { Currency, START } from './currency';
import type { EventStoreLog } from './event-store-log';
import { AccessRefused, LogDamaged } from './faults';
import type { CachedStates } from './cached-states';
import { further, isAfter } from './log';
import { settlesWithin } from './settles-within';
import type { StoredRecord } from './stored-record';
import { tailOf } from './tail';

/** So long a look may take, and so long it waits for what it saw in the log to arrive here, too. */
const PATIENCE_MS = 500;
/** So long nobody looks again after a look that failed. */
const REST_MS = 500;
const LONGEST_PAUSE_MS = 2000;

/** A look at the end of the log, since when. */
interface Look {
  readonly at: number;
  readonly done: Promise<void>;
}

export interface StateFeedOptions {
  /** Of its own: it must not stall with the appends. */
  readonly connection: Connection;
  readonly reader: Reader;
  readonly states: CachedStates;
  /** Beginnings of the names of the streams that are followed. */
  readonly prefixes: readonly string[];
  readonly deadlineMs: number;
  readonly log: EventStoreLog;
  /** Told which of those streams have something new, once their states know it. */
  readonly news: (stream: string) => void;
}

/**
 * One subscription to the log, from its end on, that tells cached states what is new in their streams, and knows how
 * current it is: a quiet log is not told from a silent subscription by waiting. What it is measured by is an append of
 * this process, or a look at the end of the log.
 */
export class StateFeed {
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;
  private readonly currency = new Currency();
  /** What was read from its stream since then misses nothing that the feed was not told. */
  private since = Infinity;
  private isDown = true;
  private look: Look | undefined;
  private nextLook: Promise<void> | undefined;
  private restUntil = -Infinity;

  constructor(private readonly options: StateFeedOptions) {
    this.running = this.run();
  }

  /** The moment (performance.now()) that the entry of a stream is known to be current as of, thanks to the feed. */
  asOf(name: string, cached: { readonly checkedAt: number }): number {
    return cached.checkedAt >= this.since && this.follows(name) ? this.currency.asOf : -Infinity;
  }

  /** An append of ours was stored: sent at that moment, and there now. */
  appended(place: bigint, sentAt: number): void {
    this.currency.mark({ place, at: sentAt });
  }

  /**
   * Makes the feed as current as a moment (performance.now()) for the entry of a stream, by one look at the end of the
   * log for everybody who asks at the same time.
   * @returns false when it could not, within half a second, or does not follow that entry: then read the stream itself
   */
  async reach(name: string, cached: { readonly checkedAt: number }, moment: number): Promise<boolean> {
    if (this.isDown || cached.checkedAt < this.since || !this.follows(name) || performance.now() < this.restUntil)
      return false;
    // A slow store is left its time; who asks is not kept waiting for it.
    if (!(await settlesWithin(this.lookAfter(moment), PATIENCE_MS))) this.rest();
    return performance.now() >= this.restUntil;
  }

  /** A look that began after a moment: the one under way, else the next one, which begins when that is over. */
  private lookAfter(moment: number): Promise<void> {
    if (this.look === undefined) return this.begun().done;
    if (this.look.at > moment) return this.look.done;
    this.nextLook ??= this.look.done.then(() => {
      this.nextLook = undefined;
      return this.begun().done;
    });
    return this.nextLook;
  }

  private begun(): Look {
    const at = performance.now();
    const done = this.lookAtTheEnd(at).finally(() => {
      if (this.look === look) this.look = undefined;
    });
    const look = { at, done };
    this.look = look;
    return look;
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private follows(name: string): boolean {
    return this.options.prefixes.some((prefix) => name.startsWith(prefix));
  }

  /** A fault that no new subscription mends leaves guards to read for themselves, as where there is no feed. */
  private async run(): Promise<void> {
    const { signal } = this.ending;
    try {
      await this.begin(signal);
      const { connection, deadlineMs, log, prefixes } = this.options;
      for await (const arrivals of logArrivals(connection, {
        signal,
        most: 1000,
        deadlineMs,
        after: () => (isAfter(this.currency.place, START) ? this.currency.place : undefined),
        log,
        prefixes,
      }))
        await this.take(arrivals);
    } catch (error) {
      this.isDown = true;
      if (!signal.aborted)
        this.options.log.error(
          { alarm: 'state feed', error: String(error) },
          'The states of guards no longer follow the log; they are read from their streams',
        );
    }
  }

  /** The end of the log as it is now; what is read from now on misses nothing before it. */
  private async begin(signal: AbortSignal): Promise<void> {
    for (let wait = 50; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        const last = await this.options.reader.last();
        if (last) this.currency.moveTo(last.position);
        this.since = performance.now();
        return;
      } catch (error) {
        if (signal.aborted || error instanceof AccessRefused || error instanceof LogDamaged) throw error;
        await pause(wait * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }

  private async take(arrivals: readonly Arrival[]): Promise<void> {
    const records: StoredRecord[] = [];
    let { place } = this.currency;
    for (const arrival of arrivals) {
      this.isDown = arrival instanceof SubscriptionSignal && arrival.what === 'behind';
      if (!(arrival instanceof SubscriptionSignal)) records.push(arrival);
      place = further(place, arrival);
    }
    for (const { stream, revision } of records) this.options.states.tell(stream, revision);
    this.currency.moveTo(place);
    for (const [stream, news] of byStream(records)) {
      await this.advance(stream, news);
      this.options.news(stream);
    }
  }

  private async advance(stream: string, news: readonly StoredRecord[]): Promise<void> {
    try {
      await this.options.states.advance(stream, news, performance.now() + this.options.deadlineMs);
    } catch (error) {
      // The entry was dropped: whoever needs it meets the same fault when it reads the stream.
      this.options.log.info(
        { stream, error: String(error) },
        'The log has something new for a stream that cannot be folded',
      );
    }
  }

  /**
   * Reads what lies between the feed's place and the end of the log: nothing that is followed, and the feed is as
   * current as this moment; else it waits for it.
   */
  private async lookAtTheEnd(at: number): Promise<void> {
    try {
      const { last, wanted, isAll } = await tailOf(this.options.reader, {
        after: this.currency.place,
        giveUpAt: at + this.options.deadlineMs,
        isWanted: (stream) => this.follows(stream),
      });
      if (!isAll || (wanted !== undefined && !(await this.currency.passes(wanted, PATIENCE_MS)))) return this.rest();
      this.currency.moveTo(last);
      this.currency.mark({ place: last.commit, at });
    } catch (error) {
      this.rest();
      this.options.log.info(
        { error: String(error) },
        'The end of the log could not be looked at; the states of guards are read from their streams',
      );
    }
  }

  private rest(): void {
    this.restUntil = performance.now() + REST_MS;
  }
}

function byStream(records: readonly StoredRecord[]): ReadonlyMap<string, readonly StoredRecord[]> {
  const groups = new Map<string, StoredRecord[]>();
  for (const record of records) {
    const group = groups.get(record.stream);
    if (group) group.push(record);
    else groups.set(record.stream, [record]);
  }
  return groups;
}

import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@annals/kernel';
import type { Connection } from './client/connection';
import { logArrivals, Said, type Arrival } from './client/log-arrivals';
import type { Reader } from './client/reader';
import type { EventStoreLog } from './event-store-log';
import type { HotStates } from './hot-states';
import { further, isAfter } from './log';
import { recordOf, type StoredRecord } from './stored-record';

/** What a look reads beyond the feed's place at most. Checkpoints bring the place along every 1,024 events, so there rarely is more. */
const TAIL = 2000;
/** So long a look may take, and so long it waits for what it saw in the log to arrive here, too. */
const PATIENCE_MS = 500;
/** So long nobody looks again after a look that failed. */
const REST_MS = 500;
const LONGEST_PAUSE_MS = 2000;
const START: Position = { commit: 0n, prepare: 0n };

/** Everything that was stored before `at` (performance.now()) lies at this place of the log or before it. */
interface Mark {
  readonly place: bigint;
  readonly at: number;
}

export interface StateFeedOptions {
  /** Of its own: it must not stall with the appends. */
  readonly connection: Connection;
  readonly reader: Reader;
  readonly states: HotStates;
  /** Beginnings of the names of the streams that are followed. */
  readonly prefixes: readonly string[];
  readonly deadlineMs: number;
  readonly log: EventStoreLog;
}

/**
 * One subscription to the log, from its end on, that tells hot states what is new in their streams, and knows how current it is: a quiet log
 * is not told from a silent subscription by waiting. A mark is something that is known to be in the log since a moment: an append of this
 * process, or what a look at the end of the log finds. When the feed has passed it, it is as current as that moment.
 */
export class StateFeed {
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;
  private place: Position | undefined;
  /** What was read from its stream since then misses nothing that the feed was not told. */
  private since = Infinity;
  private current = -Infinity;
  private isDown = true;
  private marks: readonly Mark[] = [];
  private look: Promise<void> | undefined;
  private restUntil = -Infinity;
  private readonly waiting = new Map<() => void, bigint>();

  constructor(private readonly options: StateFeedOptions) {
    this.running = this.run();
  }

  /** The moment (performance.now()) that the entry of a stream is known to be current as of, thanks to the feed. */
  asOf(name: string, hot: { readonly checkedAt: number }): number {
    return hot.checkedAt >= this.since && this.follows(name) ? this.current : -Infinity;
  }

  /** An append of ours was stored: sent at that moment, and there now. */
  appended(place: bigint, sentAt: number): void {
    const [first] = this.marks;
    // One that is waited for, and the latest: what lies between says nothing more.
    this.marks = [...(first ? [first] : []), { place, at: sentAt }];
    this.settle();
  }

  /**
   * Makes the feed current for the entry of a stream, by one look at the end of the log for everybody who asks at the same time.
   * @returns false when it could not, within half a second, or does not follow that entry: then read the stream itself
   */
  async reach(name: string, hot: { readonly checkedAt: number }): Promise<boolean> {
    if (this.isDown || hot.checkedAt < this.since || !this.follows(name) || performance.now() < this.restUntil) return false;
    this.look ??= this.lookAtTheEnd().finally(() => { this.look = undefined; });
    // A slow store is left its time; who asks is not kept waiting for it.
    if (!await settlesWithin(this.look, PATIENCE_MS)) this.rest();
    return performance.now() >= this.restUntil;
  }

  async close(): Promise<void> {
    this.ending.abort();
    for (const wake of [...this.waiting.keys()]) wake();
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
      for await (const arrivals of logArrivals(connection, { signal, most: 1000, deadlineMs, after: () => (this.place && isAfter(this.place, START) ? this.place : undefined), log, prefixes })) await this.take(arrivals);
    } catch (error) {
      this.isDown = true;
      if (!signal.aborted) this.options.log.error({ alarm: 'state feed', error: String(error) }, 'The states of guards no longer follow the log; they are read from their streams');
    }
  }

  /** The end of the log as it is now; what is read from now on misses nothing before it. */
  private async begin(signal: AbortSignal): Promise<void> {
    for (let wait = 50; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        this.place = (await this.options.reader.last())?.position;
        this.since = performance.now();
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        await pause(wait * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }

  private async take(arrivals: readonly Arrival[]): Promise<void> {
    const records: StoredRecord[] = [];
    for (const arrival of arrivals) {
      this.isDown = arrival instanceof Said && arrival.what === 'behind';
      if (!(arrival instanceof Said)) records.push(recordOf(arrival));
      this.place = further(this.place ?? START, arrival);
    }
    for (const { stream, revision } of records) this.options.states.tell(stream, revision);
    this.settle();
    for (const [stream, news] of byStream(records)) await this.advance(stream, news);
  }

  private async advance(stream: string, news: readonly StoredRecord[]): Promise<void> {
    try {
      await this.options.states.advance(stream, news, performance.now() + this.options.deadlineMs);
    } catch (error) {
      // The entry was dropped: whoever needs it meets the same fault when it reads the stream.
      this.options.log.info({ stream, error: String(error) }, 'The log has something new for a stream that cannot be folded');
    }
  }

  /** Passes the marks that the feed has reached. */
  private settle(): void {
    const place = this.place?.commit ?? 0n;
    for (const mark of this.marks) if (mark.place <= place) this.current = Math.max(this.current, mark.at);
    this.marks = this.marks.filter((mark) => mark.place > place);
    for (const [wake, wanted] of [...this.waiting]) if (wanted <= place) wake();
  }

  /** Reads what lies between the feed's place and the end of the log: nothing that is followed, and the feed is as current as this moment; else it waits for it. */
  private async lookAtTheEnd(): Promise<void> {
    const at = performance.now();
    try {
      const { last, wanted, isAll } = await this.tail(at + this.options.deadlineMs);
      if (wanted !== undefined) await this.reached(wanted, performance.now() + PATIENCE_MS);
      if (!isAll || (wanted !== undefined && (this.place?.commit ?? 0n) < wanted)) return this.rest();
      this.current = Math.max(this.current, at);
      if (last && isAfter(last, this.place ?? START)) this.place = last;
    } catch (error) {
      this.rest();
      this.options.log.info({ error: String(error) }, 'The end of the log could not be looked at; the states of guards are read from their streams');
    }
  }

  private rest(): void {
    this.restUntil = performance.now() + REST_MS;
  }

  /** What the log has beyond the feed's place: its last event there, the last that is followed, and whether that is all. */
  private async tail(giveUpAt: number): Promise<{ readonly last: Position | undefined; readonly wanted: bigint | undefined; readonly isAll: boolean }> {
    const from = this.place?.commit ?? 0n;
    let [last, wanted, count]: [Position | undefined, bigint | undefined, number] = [undefined, undefined, 0];
    for await (const records of this.options.reader.page(from, { count: TAIL, giveUpAt })) {
      count += records.length;
      for (const { position, stream } of records) {
        if (position.commit > from && this.follows(stream)) wanted = position.commit;
        last = position;
      }
    }
    return { last, wanted, isAll: count < TAIL };
  }

  /** Settles when the feed has passed a place, or at that moment. */
  private reached(place: bigint, giveUpAt: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(giveUpAt - performance.now(), 0));
      this.waiting.set(wake, place);
      this.settle();
    });
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

async function settlesWithin(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => { timer = setTimeout(() => { resolve(false); }, milliseconds); });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

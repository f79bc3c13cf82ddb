import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { Logger } from '@nestjs/common';

/** So long after it came what could not be written is given up. */
const KEPT = { minutes: 15 };
const LOOK_EVERY_MS = 5_000;

export interface BacklogSource<T> {
  /** For the log: "denied commands". */
  readonly name: string;
  /** How often it is looked for what is to be written (again); 5 s without it. */
  readonly everyMs?: number;
  /** What has come to be written since the last time. */
  take(now: Instant): readonly T[];
  /** Comes to the same when it is done again: what was stored and not answered comes again. */
  write(item: T): Promise<unknown>;
  /** Told what will never be written, in this process. */
  lost(items: readonly T[]): void;
}

interface Waiting<T> {
  readonly item: T;
  readonly until: Instant;
}

/**
 * What is written behind an answer that nobody waits for, and may be lost with its process: it waits in memory, is
 * written one after the other, and is tried again for a quarter of an hour. What may not be lost is `Later`'s.
 */
export class Backlog<T> {
  private readonly log = new Logger('backlog');
  private waiting: readonly Waiting<T>[] = [];
  private writing: Promise<void> = Promise.resolve();
  /** The round that comes after the one that runs: whoever asks meanwhile is content with it. */
  private next: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly source: BacklogSource<T>) {}

  /** From now on looks again and again. */
  watch(): void {
    this.timer ??= setInterval(() => void this.write(), this.source.everyMs ?? LOOK_EVERY_MS).unref();
  }

  /** Writes what there is. Never rejects. */
  write(now = clock()): Promise<void> {
    this.next ??= this.writing = this.writing.then(() => {
      this.next = undefined;
      return this.round(now);
    });
    return this.next;
  }

  /** Writes what there is for the last time; the rest is lost. */
  async settled(now = clock()): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.round(now);
    this.giveUp(this.waiting);
    this.waiting = [];
  }

  /** The first that fails ends the round, and is the last of the next one: one alone holds nothing up. */
  private async round(now: Instant): Promise<void> {
    const until = plus(now, KEPT);
    const all = [...this.waiting, ...this.source.take(now).map((item) => ({ item, until }))];
    this.waiting = [];
    for (const [before, each] of all.entries()) {
      if (await this.isWritten(each.item)) continue;
      const isOver = each.until < now;
      if (isOver) this.giveUp([each]);
      this.waiting = [...all.slice(before + 1), ...(isOver ? [] : [each])];
      return;
    }
  }

  private async isWritten(item: T): Promise<boolean> {
    try {
      await this.source.write(item);
      return true;
    } catch (error) {
      this.log.warn(`There are ${this.source.name} that could not be written yet: ${String(error)}`);
      return false;
    }
  }

  private giveUp(waiting: readonly Waiting<T>[]): void {
    if (waiting.length > 0) this.source.lost(waiting.map(({ item }) => item));
  }
}

const clock = (): Instant => fromMilliseconds(Date.now());

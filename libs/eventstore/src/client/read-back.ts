import { performance } from 'node:perf_hooks';
import type { StoredRecord } from '../stored-record';
import type { Reader } from './reader';

/** The last event of an append, by where the store says that it is. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
}

interface Asked extends Place {
  readonly answer: (record: StoredRecord | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** Events of others that may lie between ours on a page of the log. */
const SLACK = 32;

/**
 * Reads events back right after their appends were answered. The store commits and answers in groups, so what is asked while
 * a read runs goes together: one page of the log, which starts at the oldest of them, instead of a read for each (a third of the cost).
 */
export class ReadBack {
  private waiting: Asked[] = [];
  private running = false;

  constructor(private readonly reader: Reader, private readonly deadlineMs: number) {}

  /** The record at that place of the log; undefined when another one is there. @throws EventStoreUnavailable after the deadline */
  async at(place: Place): Promise<StoredRecord | undefined> {
    return await new Promise((answer, fail) => {
      this.waiting.push({ ...place, answer, fail });
      if (this.running) return;
      this.running = true;
      // What the store answered in the same breath is asked in the same turn of the loop.
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const asked = this.waiting;
      this.waiting = [];
      await this.page(asked).catch((error: unknown) => { for (const { fail } of asked) fail(error); });
    }
    this.running = false;
  }

  private async page(asked: readonly Asked[]): Promise<void> {
    const giveUpAt = performance.now() + this.deadlineMs;
    const from = asked.reduce((least, { position }) => (position < least ? position : least), asked[0]?.position ?? 0n);
    const missing = new Map(asked.map((each) => [each.position, each]));
    for await (const records of this.reader.page(from, { count: asked.length * 2 + SLACK, giveUpAt })) {
      for (const record of records) {
        missing.get(record.position.commit)?.answer(record);
        missing.delete(record.position.commit);
      }
      if (missing.size === 0) return;
    }
    // Too many events of others lie in between, or the position is that of an old event: its stream knows.
    for (const { stream, revision, answer } of missing.values()) answer(await this.reader.at(stream, revision, giveUpAt));
  }
}

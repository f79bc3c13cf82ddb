import { performance } from 'node:perf_hooks';
import { EventStoreUnavailable } from '../faults';
import type { StoredRecord } from '../stored-record';
import type { Reader } from './reader';

/** The last event of an append, by where the store says that it is. */
export interface EndOfAppend {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
}

interface ReadBackRequest extends EndOfAppend {
  readonly giveUpAt: number;
  readonly answer: (record: StoredRecord | undefined) => void;
  readonly fail: (error: Error) => void;
}

/** Events of others that may lie between ours on a page of the log. */
const SLACK = 32;

/**
 * Reads events back right after their appends were answered. The store commits and answers in groups, so what is asked
 * while a read runs goes together: one page of the log, which starts at the oldest of them, instead of a read for each
 * (a third of the cost).
 */
export class ReadBack {
  private waiting: ReadBackRequest[] = [];
  private running = false;

  constructor(private readonly reader: Reader) {}

  /**
   * The record at that place of the log; undefined when another one is there. @throws EventStoreUnavailable at
   * `giveUpAt` (performance.now())
   */
  async at(place: EndOfAppend, giveUpAt: number): Promise<StoredRecord | undefined> {
    return await new Promise((resolve, reject) => {
      // Each by its own clock: one that is read together with a younger one must not wait as long as that.
      const timer = setTimeout(
        () => reject(new EventStoreUnavailable(`reading back ${place.stream}`)),
        giveUpAt - performance.now(),
      );
      const answer: ReadBackRequest['answer'] = (record) => {
        clearTimeout(timer);
        resolve(record);
      };
      const fail: ReadBackRequest['fail'] = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.waiting.push({ ...place, giveUpAt, answer, fail });
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
      await this.page(asked).catch((error: unknown) => {
        for (const { fail } of asked) fail(error instanceof Error ? error : new Error(String(error)));
      });
    }
    this.running = false;
  }

  private async page(asked: readonly ReadBackRequest[]): Promise<void> {
    const giveUpAt = Math.max(...asked.map((each) => each.giveUpAt));
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
    for (const { stream, revision, answer } of missing.values())
      answer(await this.reader.at(stream, revision, giveUpAt));
  }
}

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { AccessRefused, EventStoreUnavailable, LogDamaged, saysDamaged, saysDeleted, saysNoAccess } from '../faults';
import { recordOf, type StoredRecord } from '../stored-record';
import { answers } from './answers';
import type { Connection } from './connection';
import { rawEventOf, type RawEvent } from './raw-event';
import { CutOff } from './inflow';
import { logRequest, streamRequest, type Amount, type From } from './read-request';

const PAGE = 500;
const PAUSE_MS = 50;
/** Among so many events at the beginning there is one that stays. */
const FIRST = 20;
/** Records of elections: some versions of the server show them, others do not. */
const EPOCH = '$epoch-information';

const recordsOf = (responses: readonly ReadResp[]): StoredRecord[] =>
  responses.flatMap((response) => recordOf(response) ?? []);

/**
 * The last revision of the stream, which the server says at the end of what it has delivered; undefined where it does
 * not.
 */
function lastSignal(responses: readonly ReadResp[]): number | undefined {
  const last = responses.at(-1);
  return last?.hasLastStreamPosition() === true ? Number(last.getLastStreamPosition()) : undefined;
}

interface Page {
  readonly count: number;
  readonly giveUpAt: number;
}

interface PartOfStream {
  /** A revision that the stream is known to have: what comes before it is read. */
  readonly before?: number;
  /** When nothing having come ends the reading (performance.now()); without it the deadline. */
  readonly giveUpAt?: number;
}

/**
 * Reads that settle, and are whole: what was cut off is read on. All of them throw at once what no repetition changes:
 * AccessRefused when the store does not let us in, LogDamaged when it says that what was asked for is damaged.
 */
export class Reader {
  constructor(
    private readonly connection: Connection,
    private readonly deadlineMs: number,
  ) {}

  /**
   * A stream's records from a revision on, in arrays, to its end; a stream that doesn't exist has none.
   * Goes on after what it has when the connection breaks. @throws EventStoreUnavailable when nothing comes until
   * `giveUpAt`, or for the deadline since the last record
   */
  async *stream(name: string, from: number, part: PartOfStream = {}): AsyncGenerator<StoredRecord[]> {
    const { before } = part;
    let next = from;
    let giveUpAt = part.giveUpAt ?? performance.now() + this.deadlineMs;
    while (before === undefined || next < before) {
      try {
        let last: number | undefined;
        const request = streamRequest(name, next, before && before - next);
        for await (const responses of this.answers(request, () => giveUpAt)) {
          last = lastSignal(responses);
          const records = recordsOf(responses);
          if (records.length === 0) continue;
          next = (records.at(-1)?.revision ?? next) + 1;
          giveUpAt = performance.now() + this.deadlineMs;
          yield records;
        }
        const end = before ?? (last === undefined ? next : last + 1);
        if (next !== end) throw new CutOff(`the stream goes on before ${end}, and the read ends before ${next}`);
        return;
      } catch (error) {
        await this.pauseOrGiveUp(`reading ${name}`, giveUpAt, error);
      }
    }
  }

  /**
   * The last records of a stream, in its order: `count` of them, or all.
   * @throws EventStoreUnavailable at `giveUpAt` (performance.now())
   */
  async end(name: string, count: number, giveUpAt: number): Promise<StoredRecord[]> {
    return await this.repeated(`reading the end of ${name}`, giveUpAt, async () => {
      const records: StoredRecord[] = [];
      let last: number | undefined;
      for await (const responses of this.answers(streamRequest(name, 'end', count), () => giveUpAt)) {
        records.push(...recordsOf(responses));
        last = lastSignal(responses);
      }
      const first = records.at(-1)?.revision ?? (last ?? -1) + 1;
      if (records.length < count && first > 0) throw new CutOff(`before ${first} nothing was read`);
      return records.reverse();
    });
  }

  /**
   * The record of a stream at a revision; undefined where it has none.
   * @throws EventStoreUnavailable at `giveUpAt` (performance.now())
   */
  async at(name: string, revision: number, giveUpAt: number): Promise<StoredRecord | undefined> {
    return await this.repeated(`reading ${name}`, giveUpAt, async () => {
      let last: number | undefined;
      for await (const responses of this.answers(streamRequest(name, revision, 1), () => giveUpAt)) {
        const [record] = recordsOf(responses);
        if (record) return record;
        last = lastSignal(responses);
      }
      if (last !== undefined && last >= revision)
        throw new CutOff(`the stream ends with ${last}, and the read brought nothing`);
      return undefined;
    });
  }

  /**
   * At most `count` records of the log from the event at a commit position on, in arrays; after a fault some of them
   * again.
   * @throws EventStoreUnavailable at `giveUpAt`
   */
  async *page(from: bigint, { count, giveUpAt }: Page): AsyncGenerator<StoredRecord[]> {
    for (;;) {
      try {
        yield* this.log({ commit: from, prepare: from }, { count }, giveUpAt);
        return;
      } catch (error) {
        await this.pauseOrGiveUp('reading the log', giveUpAt, error);
      }
    }
  }

  /**
   * At most `count` events of the log from a place on, that one included, as their bytes are stored.
   * @throws EventStoreUnavailable at `giveUpAt`
   */
  async bytes(from: From, { count, giveUpAt }: Page): Promise<readonly RawEvent[]> {
    return await this.repeated('reading the log', giveUpAt, async () => {
      const events: RawEvent[] = [];
      for await (const responses of this.answers(logRequest(from, { count }), () => giveUpAt))
        events.push(...responses.flatMap((response) => rawEventOf(response) ?? []));
      return events;
    });
  }

  /**
   * The id of the log's first event: every server writes one of its own before all others. Undefined where there is
   * none.
   */
  async identity(): Promise<string | undefined> {
    const giveUpAt = performance.now() + this.deadlineMs;
    return await this.repeated('reading the beginning of the log', giveUpAt, async () => {
      for await (const records of this.log('start', { count: FIRST }, giveUpAt)) {
        const first = records.find(({ type }) => type !== EPOCH);
        if (first) return first.id;
      }
      return undefined;
    });
  }

  /** The last event in the log that isn't one of the store's own; undefined in an empty log. */
  async last(): Promise<StoredRecord | undefined> {
    const giveUpAt = performance.now() + this.deadlineMs;
    return await this.repeated('reading the end of the log', giveUpAt, () => this.lastOfOurs(giveUpAt));
  }

  /** The store's own events may be many (statistics), so the first page is small and the others are not. */
  private async lastOfOurs(giveUpAt: number): Promise<StoredRecord | undefined> {
    let before: From = 'end';
    for (let count = 20; ; count = PAGE) {
      let oldest: StoredRecord | undefined;
      for await (const records of this.log(before, { count, backwards: true }, giveUpAt)) {
        const ours = records.find(({ type }) => !type.startsWith('$'));
        if (ours) return ours;
        oldest = records.at(-1) ?? oldest;
      }
      if (!oldest) return undefined;
      before = oldest.position;
    }
  }

  private async *log(from: From, what: Amount, giveUpAt: number): AsyncGenerator<StoredRecord[]> {
    for await (const responses of this.answers(logRequest(from, what), () => giveUpAt)) yield recordsOf(responses);
  }

  /**
   * Half of what is left is waited for: where nobody hears anything, the connection is left while there is time for a
   * new one.
   */
  private answers(request: ReadReq, giveUpAt: () => number): AsyncGenerator<ReadResp[]> {
    const patienceMs = (): number => Math.max((giveUpAt() - performance.now()) / 2, PAUSE_MS);
    return answers(this.connection, request, { most: PAGE, giveUpAt, patienceMs });
  }

  private async repeated<T>(what: string, giveUpAt: number, read: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch (error) {
        await this.pauseOrGiveUp(what, giveUpAt, error);
      }
    }
  }

  private async pauseOrGiveUp(what: string, giveUpAt: number, error: unknown): Promise<void> {
    if (saysNoAccess(error)) throw new AccessRefused(error);
    if (saysDamaged(error)) throw new LogDamaged(error);
    if (saysDeleted(error))
      throw new Error(`What was deleted in the event store cannot be read (${what})`, { cause: error });
    if (performance.now() + PAUSE_MS >= giveUpAt) throw new EventStoreUnavailable(what, { cause: error });
    await sleep(PAUSE_MS);
  }
}

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccessDeniedError, StreamDeletedError, StreamNotFoundError, type AllStreamResolvedEvent, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { Position } from '@annals/kernel';
import { AccessRefused, EventStoreUnavailable, LogDamaged, saysDamaged } from '../faults';
import { recordOf, type StoredRecord } from '../stored-record';
import type { Connection } from './connection';
import { Inflow, Silent } from './inflow';

const PAGE = 500;
const PAUSE_MS = 50;
/** Among so many events at the beginning there is one that stays. */
const FIRST = 20;
/** Records of elections: some versions of the server show them, others do not. */
const EPOCH = '$epoch-information';

/** Reads that settle: db-client's have no deadline of their own. All of them throw at once what no repetition changes: AccessRefused when the store does not let us in, LogDamaged when it says that what was asked for is damaged. */
export class Reader {
  constructor(private readonly connection: Connection, private readonly deadlineMs: number) {}

  /**
   * A stream's records from a revision on, in arrays, to its end; a stream that doesn't exist has none.
   * Goes on after what it has when the connection breaks. @throws EventStoreUnavailable when nothing comes until `until`
   * (performance.now(); without it for the deadline), or for the deadline since the last record
   */
  async *stream(name: string, from: number, until?: number): AsyncGenerator<StoredRecord[]> {
    let next = from;
    let giveUpAt = until ?? performance.now() + this.deadlineMs;
    for (;;) {
      try {
        const open = () => this.connection.client.readStream(name, { fromRevision: next === 0 ? 'start' : BigInt(next) });
        for await (const items of this.items<ResolvedEvent>(open, giveUpAt)) {
          const records = items.map(recordOf);
          next = (records.at(-1)?.revision ?? next - 1) + 1;
          giveUpAt = performance.now() + this.deadlineMs;
          yield records;
        }
        return;
      } catch (error) {
        if (error instanceof StreamNotFoundError) return;
        if (error instanceof StreamDeletedError) throw new Error(`Stream ${name} was deleted in the event store`, { cause: error });
        await this.pauseOrGiveUp(`reading ${name}`, giveUpAt, error);
      }
    }
  }

  /** The record of a stream at a revision; undefined where it has none. @throws EventStoreUnavailable at `giveUpAt` (performance.now()) */
  async at(name: string, revision: number, giveUpAt: number): Promise<StoredRecord | undefined> {
    const open = () => this.connection.client.readStream(name, { fromRevision: BigInt(revision), maxCount: 1 });
    for (;;) {
      try {
        for await (const [item] of this.items<ResolvedEvent>(open, giveUpAt)) return item && recordOf(item);
        return undefined;
      } catch (error) {
        if (error instanceof StreamNotFoundError) return undefined;
        await this.pauseOrGiveUp(`reading ${name}`, giveUpAt, error);
      }
    }
  }

  /** At most `count` records of the log from the event at a commit position on, in arrays; after a fault some of them again. @throws EventStoreUnavailable at `giveUpAt` */
  async *page(from: bigint, { count, giveUpAt }: { readonly count: number; readonly giveUpAt: number }): AsyncGenerator<StoredRecord[]> {
    const open = () => this.connection.client.readAll({ fromPosition: { commit: from, prepare: from }, maxCount: count });
    for (;;) {
      try {
        for await (const items of this.items<AllStreamResolvedEvent>(open, giveUpAt)) yield items.flatMap((item) => (item.event ? [recordOf(item)] : []));
        return;
      } catch (error) {
        await this.pauseOrGiveUp('reading the log', giveUpAt, error);
      }
    }
  }

  /** The id of the log's first event: every server writes one of its own before all others, also an empty one. Undefined where there is none. */
  async identity(): Promise<string | undefined> {
    const giveUpAt = performance.now() + this.deadlineMs;
    const open = () => this.connection.client.readAll({ maxCount: FIRST });
    for (;;) {
      try {
        for await (const items of this.items<AllStreamResolvedEvent>(open, giveUpAt)) {
          const first = items.find(({ event }) => event && event.type !== EPOCH);
          if (first?.event) return first.event.id;
        }
        return undefined;
      } catch (error) {
        await this.pauseOrGiveUp('reading the beginning of the log', giveUpAt, error);
      }
    }
  }

  /** The last event in the log that isn't one of the store's own; undefined in an empty log. */
  async last(): Promise<StoredRecord | undefined> {
    const giveUpAt = performance.now() + this.deadlineMs;
    for (;;) {
      try {
        return await this.lastOfOurs(giveUpAt);
      } catch (error) {
        await this.pauseOrGiveUp('reading the end of the log', giveUpAt, error);
      }
    }
  }

  /** The store's own events may be many (statistics), so the first page is small and the others are not. */
  private async lastOfOurs(giveUpAt: number): Promise<StoredRecord | undefined> {
    let before: Position | 'end' = 'end';
    for (let maxCount = 20; ; maxCount = PAGE) {
      const open = () => this.connection.client.readAll({ direction: 'backwards', fromPosition: before, maxCount });
      let oldest: Position | undefined;
      for await (const items of this.items<AllStreamResolvedEvent>(open, giveUpAt)) {
        const ours = items.find(({ event }) => event && !event.type.startsWith('$'));
        if (ours?.event) return recordOf(ours);
        oldest = items.at(-1)?.event?.position ?? oldest;
      }
      if (!oldest) return undefined;
      before = oldest;
    }
  }

  private async *items<Item>(open: () => StreamingRead<Item>, giveUpAt: number): AsyncGenerator<Item[]> {
    const { client } = this.connection;
    const source = open();
    const inflow = new Inflow<Item>(source, PAGE);
    try {
      for (;;) {
        // Half of what is left: a connection that died without a word is left while there is time for another one.
        const items = await inflow.next(Math.max((giveUpAt - performance.now()) / 2, 50));
        if (!items) return;
        yield items;
      }
    } catch (error) {
      if (error instanceof Silent) this.connection.drop(client);
      throw error;
    } finally {
      if (!inflow.ended) await source.cancel().catch(() => undefined); // It never opened: nothing to cancel.
      inflow.leave();
    }
  }

  private async pauseOrGiveUp(what: string, giveUpAt: number, error: unknown): Promise<void> {
    if (error instanceof AccessDeniedError) throw new AccessRefused(error);
    if (saysDamaged(error)) throw new LogDamaged(error);
    if (performance.now() + PAUSE_MS >= giveUpAt) throw new EventStoreUnavailable(what, { cause: error });
    await sleep(PAUSE_MS);
  }
}

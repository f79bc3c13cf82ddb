import type { DatabaseError } from 'pg';
import { Complaints } from './complaints';
import { isRefusedData, type WriterConnection } from './connection';
import { framedToKeep } from '../wire/framed-event';
import { DamagedLog, damageOf } from './damage';
import type { Feed } from './feed';
import { Group } from './group';
import { Heads } from './heads';
import { insertGroup } from './insert-group';
import { loadKnownIds } from './known-ids';
import { isNoRoom } from './no-room';
import { recover } from './recovery';
import { StorageRefused } from './schema';
import { WriteQueue } from './write-queue';
import type { WriteRequest } from './write-request';

export interface WriterOptions {
  readonly databaseUrl: string;
  /** Test hook: awaited before every commit. */
  readonly commitDelay?: (() => Promise<void>) | undefined;
  /** This server must end: another one took the lock, or what is stored is damaged or ends too early. */
  readonly mustEnd: (reason: StorageRefused) => void;
  /** Reports damage of what is stored, once, and returns the error. */
  readonly noticed: (error: unknown) => unknown;
  /** The database is back after it was lost. */
  readonly onRecovered: () => void;
  readonly report: (problem: string) => void;
}

/** How often (ms) those are answered whose deadline is over: nobody waits longer, whatever the database does. */
const SWEEP = 100;
/** Between two tries to store something on a full disk. */
const NO_ROOM_PAUSE = 200;

/**
 * The only writer of the log. Everything that waits goes into one group, one statement and one commit; while that
 * commit is in flight the next group forms, so batching costs no timer. Every answer of a group, refusals too, waits
 * for its commit: nobody learns of what may still vanish.
 */
export class Writer {
  readonly heads = new Heads();
  readonly queue = new WriteQueue();
  private readonly sweeper: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private lastStreamId: number;
  /** The connection is lost; nothing is decided until it is back. */
  private broken = false;
  private closing = false;
  private readonly complaints: Complaints;

  constructor(
    private connection: WriterConnection,
    private readonly feed: Feed,
    private readonly options: WriterOptions,
  ) {
    this.lastStreamId = connection.lastStreamId;
    this.complaints = new Complaints(options.report);
    this.sweeper = setInterval(() => {
      this.queue.expire(Date.now());
    }, SWEEP);
    this.watch(connection);
  }

  submit(request: WriteRequest): void {
    if (this.closing) {
      request.settle({ kind: 'unavailable' });
      return;
    }
    this.queue.push(request);
    this.run();
  }

  private run(): void {
    // Requests that arrived in the same read of the socket share a group.
    this.running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.drain());
  }

  /** Writes what was received, then lets go of the lock. After `patience` ms the rest is answered `unavailable`. */
  async close(patience: number): Promise<void> {
    this.closing = true;
    await Promise.race([
      this.running,
      new Promise((resolve) => {
        setTimeout(resolve, patience).unref();
      }),
    ]);
    clearInterval(this.sweeper);
    this.queue.giveUp();
    await this.connection.client.end().catch(() => undefined); // a lost connection has nothing to end
  }

  private async drain(): Promise<void> {
    do {
      if (this.broken) await this.recover(undefined);
      while (!this.queue.isEmpty && !this.broken) {
        this.queue.expire(Date.now());
        await this.write(this.queue.take());
      }
    } while (this.broken && !this.closing); // lost while the last group was answered: nobody else would notice
    this.running = undefined;
  }

  private async write(requests: WriteRequest[]): Promise<void> {
    if (requests.length === 0) return;
    let group: Group | undefined;
    try {
      group = await this.prepare(requests);
      if (group.rows.length > 0) {
        await this.options.commitDelay?.();
        await insertGroup(this.connection.client, group.rows);
        this.complaints.relent();
      }
      this.publish(group);
    } catch (error) {
      const noticed = this.options.noticed(damageOf(error, 'where a write looked'));
      if (noticed instanceof DamagedLog)
        this.queue.separate(requests.length === 1, { kind: 'damaged', sentence: noticed.message });
      else if (isRefusedData(error)) this.queue.separate(requests.length === 1, { kind: 'failed' });
      else if (isNoRoom(error)) await this.tryLater(error);
      else await this.recover(group, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private async prepare(requests: readonly WriteRequest[]): Promise<Group> {
    const { client } = this.connection;
    const families = await this.heads.find(
      client,
      requests.map(({ stream }) => stream),
      this.feed.position,
    );
    const known = await loadKnownIds(client, requests, families);
    return new Group(
      { position: this.feed.position, lastStreamId: this.lastStreamId, now: Date.now(), families, known },
      requests,
    );
  }

  private publish(group: Group): void {
    for (const name of group.streams) this.heads.names.add(name);
    for (const [name, family] of group.families) this.heads.set(name, family);
    this.lastStreamId = group.lastStreamId;
    this.queue.done();
    this.feed.publish(framedToKeep(group.rows.map(({ event }) => event)));
    for (const { request, outcome } of group.outcomes) request.settle(outcome);
  }

  /**
   * Postgres could not store a group and said so: nothing of it is there, our session lives. It waits for room, each
   * request as long as its client does.
   */
  private async tryLater({ code, message }: DatabaseError): Promise<void> {
    this.complaints.say(`Nothing can be stored, it is tried again until it works: ${message}`, code);
    this.queue.putBack();
    await new Promise((resolve) => setTimeout(resolve, NO_ROOM_PAUSE));
  }

  /**
   * Comes back with nothing of the old memory: a group that is stored is published and answered, another one decided
   * again.
   */
  private async recover(group: Group | undefined, failure?: Error): Promise<void> {
    this.broken = true;
    if (failure !== undefined) this.complaints.say(`A commit failed and its outcome is looked up: ${failure.message}`);
    const found = await recover(
      { connection: this.connection, position: this.feed.position, group },
      {
        isWanted: () => !this.closing,
        report: (problem) => {
          this.complaints.say(problem);
        },
      },
    );
    if (found === undefined) return;
    if (found instanceof StorageRefused) return this.giveUp(found);
    const { connection, isGroupStored } = found;
    this.heads.clear();
    this.lastStreamId = connection.lastStreamId;
    if (group !== undefined && isGroupStored) this.publish(group);
    else if (connection.position !== this.feed.position) this.feed.jump(connection.position);
    this.queue.putBack();
    this.broken = false;
    this.connection = connection;
    this.watch(connection);
    this.options.onRecovered();
  }

  private giveUp(reason: StorageRefused): void {
    this.closing = true;
    this.queue.giveUp();
    this.options.mustEnd(reason);
  }

  private watch(connection: WriterConnection): void {
    void connection.lost.then(() => {
      if (connection !== this.connection || this.closing) return;
      this.broken = true;
      this.run();
    });
  }
}

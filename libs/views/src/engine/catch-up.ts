import type { LogBatch, LogEntry } from '@annals/eventstore';
import type { Client } from 'pg';
import { HandlerFailed } from '../fold/fold';
import type { Catalog } from '../sql/catalog';
import { aClient } from '../sql/connected';
import { Ledger } from '../sql/ledger';
import { partStatements } from '../sql/parts';
import type { Checkpoint } from '../sql/position';
import type { Stop } from '../sql/stop';
import { commit, type Step } from './commit';
import { FollowerFailed, type Follower, type Work } from './follower';
import type { EngineLog } from './log';

/**
 * What a crash of Postgres could take back is rows together with their checkpoint: the log gives them again. (Jobs that
 * were given out must stay given out.) All writes are by key. A plan is made once for each statement and kept, often
 * while the table is still empty and reading the whole of it is cheapest; at every batch of a build it would read all
 * that was built so far. So nothing but the key is on offer.
 */
const VIEW_SETTINGS = `SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off`;

/** What catch-ups of an engine share. */
export interface CatchUpContext {
  readonly databaseUrl: string;
  readonly catalog: Catalog;
  readonly log: EngineLog;
  /** Gives a follower that holds up the others a catch-up of its own, from this place on. */
  readonly eject: (follower: Follower, place: Checkpoint) => void;
}

/** A batch, folded for each follower that could take it. */
export interface Prepared {
  readonly batch: LogBatch;
  readonly works: ReadonlyMap<Follower, Work>;
  readonly failed: readonly FollowerFailed[];
}

/** Followers that share one place: their rows and checkpoints advance together, in one transaction per batch. */
export class CatchUp {
  /** Statements go out without waiting for each other's answers. */
  private readonly writer: Client;
  private readonly lookups: Client;
  readonly ledger: Ledger;
  private readonly members: Set<Follower>;

  constructor(
    private readonly context: CatchUpContext,
    followers: readonly Follower[],
    public place: Checkpoint,
  ) {
    this.members = new Set(followers);
    this.writer = aClient({ connectionString: context.databaseUrl, pipeline: true, keepAlive: true });
    this.lookups = aClient({ connectionString: context.databaseUrl, keepAlive: true });
    this.ledger = new Ledger(this.lookups, context.catalog);
  }

  get followers(): readonly Follower[] {
    return [...this.members];
  }

  async open(): Promise<void> {
    await Promise.all([this.writer.connect(), this.lookups.connect()]);
    if (this.context.catalog === 'views') await this.writer.query(VIEW_SETTINGS);
  }

  async close(): Promise<void> {
    await Promise.all([this.writer.end(), this.lookups.end()]);
  }

  add(followers: readonly Follower[]): void {
    for (const follower of followers) this.members.add(follower);
  }

  remove(follower: Follower): void {
    this.members.delete(follower);
  }

  /** Folds a batch; may run while the batch before it is being written. */
  async prepare(batch: LogBatch): Promise<Prepared> {
    const works = new Map<Follower, Work>();
    const failed: FollowerFailed[] = [];
    for (const follower of this.members) {
      try {
        works.set(follower, await follower.prepare(batch.events, this.lookups));
      } catch (error) {
        if (!(error instanceof HandlerFailed)) throw error;
        failed.push(new FollowerFailed(follower, error));
      }
    }
    return { batch, works, failed };
  }

  /** Writes what was prepared. A follower that fails leaves this catch-up, and the others go on. */
  async write({ batch, works, failed }: Prepared): Promise<void> {
    for (const failure of failed) this.eject(failure);
    for (;;) {
      const step: Step = {
        works: new Map([...works].filter(([follower]) => this.members.has(follower))),
        from: this.place,
        upTo: batch.upTo,
        handled: batch.events,
      };
      try {
        if (step.works.size > 0) await commit(this.writer, this.context.catalog, step);
        this.place = batch.upTo;
        return;
      } catch (error) {
        if (!(error instanceof FollowerFailed)) throw error;
        this.eject(error);
      }
    }
  }

  /** Writes a batch for the only follower of this catch-up. @throws FollowerFailed and leaves everything as it was */
  async writeAlone(events: readonly LogEntry[], batch: LogBatch): Promise<void> {
    const { works, failed } = await this.prepare({ ...batch, events });
    const [failure] = failed;
    try {
      if (failure) throw failure;
      await commit(this.writer, this.context.catalog, { works, from: this.place, upTo: batch.upTo, handled: events });
    } catch (error) {
      for (const follower of this.members) follower.forget();
      throw error;
    }
    this.place = batch.upTo;
  }

  /**
   * Passes a batch of one event without its owner, who stands still from there on; the only follower of this catch-up goes
   * on with the others.
   */
  async leaveBehind(
    stop: Omit<Stop, 'name' | 'version' | 'generation'> & { readonly owner: string },
    batch: LogBatch,
  ): Promise<void> {
    const {
      context: { catalog },
      place: from,
    } = this;
    for (const follower of this.members) {
      const { name, version, generation } = follower;
      const work = {
        statements: partStatements(catalog, { ...stop, name, version, generation, from }),
        moved: { organizations: [], accounts: [] },
      };
      // Not handled: the event that was handled last is still the one before.
      await commit(this.writer, catalog, { works: new Map([[follower, work]]), from, upTo: batch.upTo, handled: [] });
      follower.share.leave(stop.owner);
    }
    this.place = batch.upTo;
  }

  private eject(failure: FollowerFailed): void {
    const { follower } = failure;
    if (!this.members.delete(follower)) return;
    this.context.log.info({ name: follower.name, reason: failure.message }, 'goes on alone: it could not take a batch');
    // A fresh one: the next batch may be being folded for the old one at this moment.
    this.context.eject(follower.fresh(), this.place);
  }
}

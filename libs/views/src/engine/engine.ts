import type { Catalog } from '../sql/catalog';
import { inTransaction } from '../sql/ledger';
import { compare, type Checkpoint } from '../sql/position';
import { Stopped } from './alone';
import { AsyncSignal } from './async-signal';
import { Cursor, type Log } from './cursor';
import type { Follower } from './follower';
import { joinParts } from './join-parts';
import { CatchUp, type CatchUpContext, type Prepared } from './catch-up';
import type { EngineLog } from './log';
import { ProgressReport } from './progress';
import { followAside, type Joining, type SideContext } from './side';

export interface EngineOptions {
  readonly databaseUrl: string;
  readonly catalog: Catalog;
  readonly store: Log;
  readonly maxBatch: number;
  /** Milliseconds between two transactions under load. */
  readonly paceMs?: number;
  readonly log: EngineLog;
  /** Everybody shares one place and serves: the first moment at which a process is ready. */
  readonly onLive?: () => void;
}

/** A follower and where it stands. */
export interface Standing {
  readonly follower: Follower;
  readonly place: Checkpoint;
}

/**
 * Leads followers along the log: the healthy ones together, by one reader; who fell behind, fails or is being built by
 * a reader of its own until it joins.
 */
export class Engine {
  private readonly joining: Joining[] = [];
  private readonly news = new AsyncSignal();
  private readonly sides = new Set<Promise<void>>();
  private readonly ending = new AbortController();
  private caughtUp = false;
  private main: CatchUp | undefined;
  private writing: Promise<void> = Promise.resolve();
  /** The first fault anywhere ends the whole run. */
  private fault: { readonly reason: unknown } | undefined;
  private readonly fail = (reason: unknown): void => {
    this.fault ??= { reason };
    this.news.ring();
  };

  /** @param signal ends everything, after what is being written */
  constructor(
    private readonly options: EngineOptions,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener(
      'abort',
      () => {
        this.news.ring();
      },
      { once: true },
    );
  }

  /** @throws CheckpointMoved or whatever fault keeps it from going on: then look again where everybody stands */
  async run(standing: readonly Standing[]): Promise<void> {
    const place = standing.reduce<Checkpoint>(
      (furthest, each) => (compare(each.place, furthest) > 0 ? each.place : furthest),
      'start',
    );
    const together = standing.filter((each) => compare(each.place, place) === 0);
    const main = new CatchUp(
      this.laneContext(),
      together.map(({ follower }) => follower),
      place,
    );
    const cursor = new Cursor({
      store: this.options.store,
      from: place,
      signal: this.ended(),
      maxBatch: this.options.maxBatch,
      ...(this.options.paceMs === undefined ? {} : { paceMs: this.options.paceMs }),
      arrived: () => {
        this.news.ring();
      },
    });
    this.main = main;
    try {
      await main.open();
      await joinParts(main);
      const behind = standing.filter((each) => !together.includes(each));
      for (const group of byPlace(behind.filter(isWhole))) this.startSide(followersOf(group), group[0].place);
      this.startInTurn(byPlace(behind.filter((each) => !isWhole(each))));
      await this.lead(main, cursor);
    } finally {
      this.ending.abort();
      await Promise.allSettled([this.writing]);
      await Promise.allSettled(this.sides);
      await cursor.close();
      await main.close();
    }
  }

  /** The main catch-up: the next batch is read and folded while the last one commits. */
  private async lead(main: CatchUp, cursor: Cursor): Promise<void> {
    const progress = new ProgressReport(main, this.options.store);
    const head = await this.options.store.head();
    if (head === undefined || compare(head, main.place) <= 0) await this.arrived(main);
    for (;;) {
      await this.news.rung();
      if (this.signal.aborted) return this.writing;
      if (this.fault) throw this.fault.reason;
      if (this.joining.length > 0) {
        await this.writing;
        await this.admit(main);
      }
      if (!cursor.waiting) continue;
      const batch = await cursor.next();
      if (!batch) return this.writing;
      const prepared = await main.prepare(batch);
      await this.writing;
      const began = performance.now();
      this.writing = this.write(main, prepared, progress).then(() => {
        cursor.wrote(performance.now() - began);
      });
      this.writing.catch(this.fail);
      if (cursor.waiting) this.news.ring();
    }
  }

  private async write(main: CatchUp, prepared: Prepared, progress: ProgressReport): Promise<void> {
    await main.write(prepared);
    await progress.wrote(prepared.batch.events.length);
    if (prepared.batch.live) await this.arrived(main);
  }

  /** The main catch-up has caught up: what was being built serves from now on. */
  private async arrived(main: CatchUp): Promise<void> {
    const built = main.followers.filter((follower) => follower.building);
    if (built.length > 0) {
      await inTransaction(main.ledger.db, async () => {
        for (const { name, generation } of built) await main.ledger.serve(name, generation);
      });
      for (const follower of built) follower.building = false;
      this.options.log.info(
        { views: built.map(({ name, generation }) => `${name}_${generation}`) },
        'built, and serving',
      );
    }
    if (!this.caughtUp) this.options.onLive?.();
    this.caughtUp = true;
  }

  private async admit(main: CatchUp): Promise<void> {
    for (const joining of this.joining.splice(0)) {
      try {
        await joining.finishTo(main.place);
        main.add(joining.catchUp.followers);
        joining.joined();
      } catch (error) {
        joining.refused(error);
      }
    }
    await joinParts(main);
    if (this.caughtUp) await this.arrived(main);
  }

  private startSide(followers: readonly Follower[], place: Checkpoint): void {
    this.keep(this.aside(followers, place));
  }

  /** Parts catch up one place after the other: there may be hundreds, and each reads the log again. */
  private startInTurn(groups: ReturnType<typeof byPlace>): void {
    this.keep(
      (async () => {
        for (const group of groups) if (!this.ended().aborted) await this.aside(followersOf(group), group[0].place);
      })(),
    );
  }

  private async aside(followers: readonly Follower[], place: Checkpoint): Promise<void> {
    try {
      await followAside(followers, place, this.sideContext());
    } catch (error) {
      if (!(error instanceof Stopped) && !this.ended().aborted) this.fail(error);
    }
  }

  private keep(side: Promise<void>): void {
    this.sides.add(side);
    void side.finally(() => this.sides.delete(side));
  }

  private laneContext(): CatchUpContext {
    const { databaseUrl, catalog, log } = this.options;
    return {
      databaseUrl,
      catalog,
      log,
      eject: (follower, place) => {
        this.startSide([follower], place);
      },
    };
  }

  private sideContext(): SideContext {
    const { store, maxBatch } = this.options;
    return {
      ...this.laneContext(),
      store,
      maxBatch,
      signal: this.ended(),
      mainPlace: () => this.main?.place ?? 'start',
      join: (joining) => {
        this.joining.push(joining);
        this.news.ring();
      },
    };
  }

  private ended(): AbortSignal {
    return AbortSignal.any([this.signal, this.ending.signal]);
  }
}

const isWhole = ({ follower }: Standing): boolean => follower.share.owner === undefined;
const followersOf = (group: readonly Standing[]): readonly Follower[] => group.map(({ follower }) => follower);

/** Those who stand at the same place, together: they share a reader. */
function byPlace(standing: readonly Standing[]): readonly (readonly [Standing, ...Standing[]])[] {
  const groups: [Standing, ...Standing[]][] = [];
  for (const each of standing) {
    const group = groups.find(([first]) => compare(first.place, each.place) === 0);
    if (group) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

import type { Placed } from '@annals/eventstore';
import type { Log } from '../engine/cursor';
import type { Standing } from '../engine/engine';
import { consoleLog, type EngineLog } from '../engine/log';
import type { Share } from '../engine/share';
import { standingWith } from '../engine/standing';
import { adoptLog, OtherLog, required, requireLog, type NamedLog } from '../engine/known-log';
import { runForever } from '../engine/runner';
import { migrate } from '../sql/catalog';
import type { Ledger } from '../sql/ledger';
import { beginReactions } from './begin';
import { JobQueue, PATIENCE, type Held, type JobHandler, type Patience } from './job-queue';
import type { Reaction } from './reaction';
import { ReactionFollower } from './reaction-follower';

/** Nobody waits at a screen for a job: under load its giving out waits this long for others. */
const PACE_MS = 100;

export interface ReactorOptions {
  readonly databaseUrl: string;
  readonly eventStore: Log & NamedLog;
  readonly reactions: readonly Reaction[];
  /** By queue; every queue that a reaction names has one. */
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly held?: Held | undefined;
  /**
   * The event after which reactions begin where none has ever run, in a restored log; before the first one without it.
   */
  readonly resumeAfter?: { readonly event: Placed | undefined } | undefined;
  /** The role that reads the platform's own pages. */
  readonly apiRole?: string;
  readonly patience?: Patience;
  readonly maxBatch?: number;
  readonly log?: EngineLog;
  /** Called when this process does jobs. */
  readonly onReady?: () => void;
}

/** Turns events into jobs and does them. Several processes may run it: one follows the log, all do jobs. */
export class Reactor {
  private readonly queue: JobQueue;
  private readonly log: EngineLog;
  private starting: Promise<void> | undefined;
  private identity: string | undefined;

  constructor(private readonly options: ReactorOptions) {
    this.log = options.log ?? consoleLog();
    this.queue = new JobQueue({
      databaseUrl: options.databaseUrl,
      jobs: options.jobs,
      patience: options.patience ?? PATIENCE,
      log: this.log,
      held: options.held,
    });
  }

  /**
   * Makes what it needs in the database and gives new reactions their start; `run` does it too. @throws when the
   * database cannot be reached
   */
  prepare(): Promise<void> {
    this.starting ??= this.start();
    return this.starting;
  }

  /**
   * Settles when `signal` was aborted and the work in hand is done, or its time is over: then it is done again
   * elsewhere.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { databaseUrl, eventStore, reactions, maxBatch = 1000 } = this.options;
    await this.prepare();
    await this.queue.work();
    this.options.onReady?.();
    try {
      const claims = reactions.map(({ name }) => `annals.reaction.${name}`);
      await runForever(
        {
          databaseUrl,
          catalog: 'reactions',
          store: required(eventStore, { databaseUrl, catalog: 'reactions', identity: this.identity }),
          maxBatch,
          paceMs: PACE_MS,
          log: this.log,
          claims,
          group: 'reactor',
          standing: (ledger, claimed) => this.standing(ledger, claimed),
        },
        signal,
      );
    } finally {
      await this.queue.stop();
    }
  }

  private async start(): Promise<void> {
    const { databaseUrl, apiRole = 'annals_api', reactions, eventStore, resumeAfter } = this.options;
    await migrate(databaseUrl, 'reactions', apiRole);
    this.identity = await adoptLog({
      databaseUrl,
      catalog: 'reactions',
      store: eventStore,
      moveTo: (ledger) => this.moveTo(ledger),
    });
    await beginReactions(databaseUrl, {
      names: reactions.map(({ name }) => name),
      last: () => eventStore.last(),
      first: resumeAfter?.event,
    });
    await this.queue.start();
  }

  /** Work that was given out is not given out again: every reaction goes on after the event that it handled last. */
  private async moveTo(ledger: Ledger): Promise<void> {
    const lost = await ledger.translate((event) => this.options.eventStore.placeOf(event));
    if (lost !== undefined)
      throw new OtherLog(
        `This event store's log is another one than the reactions in this database followed, and it is not known where in it ${lost} has to go on: start Annals with the former one until its next event, then copy the rest of the log.`,
      );
    this.log.info({}, 'this log is a copy of the one that the reactions followed: they go on in it');
  }

  private async standing(ledger: Ledger, claimed: ReadonlySet<string>): Promise<readonly Standing[]> {
    await requireLog(ledger, { store: this.options.eventStore, identity: this.identity });
    const standing: Standing[] = [];
    for (const reaction of this.options.reactions) {
      const { name } = reaction;
      if (!claimed.has(`annals.reaction.${name}`)) continue;
      const place = await ledger.place(name, 1);
      const skipped = await ledger.skipped(name, 1);
      const follower = (share: Share): ReactionFollower =>
        new ReactionFollower(reaction, { skipped, share, giveOut: (jobs, client) => this.queue.giveOut(jobs, client) });
      if (place) standing.push(...(await standingWith(ledger, { name, generation: 1, place, follower }, this.log)));
    }
    return standing;
  }
}

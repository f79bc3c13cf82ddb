import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { VaultContext } from './database';
import { Notices, type Channel, type Hearing } from './notices';
import type { Statement } from './prepared';

interface OneBot {
  readonly organizationId: string;
  readonly botId: string;
}

/** A run that waits for its bot, or that its bot is at. */
export interface QueuedRun extends OneBot {
  readonly runId: string;
}

/** A run that a worker took from the queue. */
export interface TakenRun extends QueuedRun {
  /** There are others, and room for them. */
  readonly more: boolean;
}

/** Why a worker gets no run: none waits, or the bot is at as many as it may be. */
export type NoneTaken = 'none waits' | 'no room';

/** A run that nobody is at any more, or whose time is over. */
export interface LapsedRun extends QueuedRun {
  /** It was to end by now. */
  readonly overdue: boolean;
}

/** How a worker is at a run. */
interface Holding {
  readonly until: Instant;
  /** When it ends, whoever is at it; absent: when it is done. */
  readonly endsBy?: Instant;
}

/** How a bot takes a run. */
interface Taking {
  /** At how many runs a bot is at most at the same time (B11). */
  readonly slots: number;
  /** Until when the run is the worker's, unless it says more. */
  readonly until: Instant;
}

interface Lapsing {
  readonly limit: number;
  /** Whether silence counts: somebody was there to hear them. */
  readonly evenSilent: boolean;
}

/** So long whoever found a run lapsed has it alone. */
const SETTLING = sql`interval '10 seconds'`;

const CHANNEL: Channel<{ readonly botId: string }> = {
  name: 'annals_run_queue',
  form: z.object({ botId: z.string() }),
};

const ADD: Statement = {
  name: 'run-queue.add',
  text: `WITH added AS (
      INSERT INTO vault.run_queue (organization_id, bot_id, run_id, position) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING bot_id)
    SELECT pg_notify('${CHANNEL.name}', json_build_object('botId', bot_id)::text) FROM added`,
};
const TAKE: Statement = {
  name: 'run-queue.take',
  text: 'SELECT taken, more FROM vault.take_run($1, $2, $3, $4::timestamptz)',
};
const REMOVE: Statement = { name: 'run-queue.remove', text: `SELECT vault.leave_queue($1, $2, '${CHANNEL.name}')` };

/**
 * Who works on what: runs that were asked for and have not ended, in the order of the log. It decides nothing: that a run
 * starts once says its stream. Slots of concurrency are counted here (history.md §7).
 *
 * That a run waits, was taken or has left need not be on the disk before it is answered: what a crash of the database
 * takes back is put right by `keep-queue-when-run-changes`, whose jobs are on the disk only with all that was written
 * before them; and one that is taken a second time is started no second time, by its stream.
 */
export class RunQueue {
  private readonly notices: Notices<{ readonly botId: string }>;

  constructor(private readonly context: VaultContext & { readonly databaseUrl: string }) {
    this.notices = new Notices(context.databaseUrl, CHANNEL);
  }

  /** Tells of every bot that may have something to do now, in any process. Settles once it listens. */
  follow(hearing: Hearing<{ readonly botId: string }>): Promise<() => Promise<void>> {
    return this.notices.follow(hearing);
  }

  close(): Promise<void> {
    return this.notices.close();
  }

  /**
   * A run waits for its bot; nothing where it is in the queue already.
   * @param position of the request in the log
   */
  async add({ organizationId, botId, runId }: QueuedRun, position: string): Promise<void> {
    await this.context.prepared.run(ADD, [organizationId, botId, runId, position]);
  }

  /** Whether so many runs of a bot wait. */
  async isFull({ organizationId, botId }: OneBot, most: number): Promise<boolean> {
    const { rows } = await sql`
      SELECT 1 FROM vault.run_queue
      WHERE organization_id = ${organizationId} AND bot_id = ${botId} AND leased_until IS NULL
      LIMIT 1 OFFSET ${most - 1}`.execute(this.context.db);
    return rows.length > 0;
  }

  /**
   * The longest waiting run of a bot is the worker's from now on, or why none is. Two workers that ask at the same time
   * never get the same.
   */
  async take({ organizationId, botId }: OneBot, { slots, until }: Taking): Promise<TakenRun | NoneTaken> {
    const values = [organizationId, botId, slots, until];
    const { rows } = await this.context.prepared.run<{ taken: string | null; more: boolean }>(TAKE, values);
    const [row] = rows;
    if (row === undefined) return 'none waits';
    return row.taken === null ? 'no room' : { organizationId, botId, runId: row.taken, more: row.more };
  }

  /** A worker is at it from now on, whether it took it here or was given it otherwise. */
  async hold({ organizationId, botId, runId }: QueuedRun, { until, endsBy }: Holding): Promise<void> {
    const held = { leased_until: until, ends_by: endsBy ?? null };
    await this.context.db
      .insertInto('run_queue')
      .values({ organization_id: organizationId, bot_id: botId, run_id: runId, position: '0', ...held })
      .onConflict((conflict) => conflict.columns(['organization_id', 'run_id']).doUpdateSet(held))
      .execute();
  }

  /** The worker is at it still; nothing where it has ended meanwhile. */
  async renew({ organizationId, runId }: QueuedRun, until: Instant): Promise<void> {
    await this.context.db
      .updateTable('run_queue')
      .set({ leased_until: until })
      .where('organization_id', '=', organizationId)
      .where('run_id', '=', runId)
      .where('leased_until', 'is not', null)
      .execute();
  }

  /** How many of their bots' runs wait before each of these; those that do not wait are left out. */
  async ahead(organizationId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (runIds.length === 0) return new Map();
    const { rows } = await sql<{ run_id: string; ahead: number }>`
      SELECT mine.run_id, (
        SELECT count(*)::int FROM vault.run_queue AS other
        WHERE other.organization_id = mine.organization_id AND other.bot_id = mine.bot_id
          AND other.leased_until IS NULL AND other.position < mine.position) AS ahead
      FROM vault.run_queue AS mine
      WHERE mine.organization_id = ${organizationId} AND mine.leased_until IS NULL AND mine.run_id = ANY(${runIds})`.execute(
      this.context.db,
    );
    return new Map(rows.map((row) => [row.run_id, row.ahead]));
  }

  /** Nobody is at it; it waits where it was, and workers look again. */
  async giveBack({ organizationId, runId }: QueuedRun): Promise<void> {
    await sql`
      WITH changed AS (
        UPDATE vault.run_queue SET leased_until = NULL, ends_by = NULL
        WHERE organization_id = ${organizationId} AND run_id = ${runId} RETURNING bot_id)
      SELECT pg_notify(${CHANNEL.name}, json_build_object('botId', bot_id)::text) FROM changed`.execute(
      this.context.db,
    );
  }

  /** The run has ended: its bot has a slot more. */
  async remove({ organizationId, runId }: QueuedRun): Promise<void> {
    await this.context.prepared.run(REMOVE, [organizationId, runId]);
  }

  /** Which of these are in the queue: they wait, or a worker is at them. */
  async among(organizationId: string, runIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (runIds.length === 0) return new Set();
    const rows = await this.context.db
      .selectFrom('run_queue')
      .select('run_id')
      .where('organization_id', '=', organizationId)
      .where('run_id', 'in', runIds)
      .execute();
    return new Set(rows.map((row) => row.run_id));
  }

  /** All runs of a bot that have not ended, those that wait among them. */
  async of({ organizationId, botId }: OneBot): Promise<readonly QueuedRun[]> {
    const rows = await this.context.db
      .selectFrom('run_queue')
      .select('run_id')
      .where('organization_id', '=', organizationId)
      .where('bot_id', '=', botId)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ organizationId, botId, runId: row.run_id }));
  }

  /** Runs of an organization that workers are at, as far as they said. */
  async held(organizationId: string): Promise<readonly QueuedRun[]> {
    const rows = await this.context.db
      .selectFrom('run_queue')
      .select(['bot_id', 'run_id'])
      .where('organization_id', '=', organizationId)
      .where('leased_until', 'is not', null)
      .execute();
    return rows.map((row) => ({ organizationId, botId: row.bot_id, runId: row.run_id }));
  }

  /**
   * Runs whose worker did not say in time that it is at them still, and those whose time is over. They are the caller's
   * for a while: what another one does about the same run meanwhile would meet a worker that has just begun it.
   */
  async lapsed(now: Instant, { limit, evenSilent }: Lapsing): Promise<readonly LapsedRun[]> {
    const { rows } = await sql<{ organization_id: string; bot_id: string; run_id: string; overdue: boolean }>`
      UPDATE vault.run_queue SET leased_until = ${now}::timestamptz + ${SETTLING} WHERE (organization_id, run_id) IN (
        SELECT organization_id, run_id FROM vault.run_queue
        WHERE (${evenSilent} AND leased_until < ${now}::timestamptz) OR ends_by < ${now}::timestamptz LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING organization_id, bot_id, run_id, coalesce(ends_by < ${now}::timestamptz, false) AS overdue`.execute(
      this.context.db,
    );
    return rows.map((row) => ({
      organizationId: row.organization_id,
      botId: row.bot_id,
      runId: row.run_id,
      overdue: row.overdue,
    }));
  }

  /** Tells of every bot of an organization that has runs waiting: what held them back is gone. */
  async wakeAll(organizationId: string): Promise<void> {
    await sql`
      SELECT pg_notify(${CHANNEL.name}, json_build_object('botId', bot_id)::text)
      FROM (SELECT DISTINCT bot_id FROM vault.run_queue
        WHERE organization_id = ${organizationId} AND leased_until IS NULL) AS waiting`.execute(this.context.db);
  }

  /** Workers that wait for runs of a bot look again, in any process. */
  async wake(botId: string): Promise<void> {
    await sql`SELECT pg_notify(${CHANNEL.name}, ${JSON.stringify({ botId })})`.execute(this.context.db);
  }
}

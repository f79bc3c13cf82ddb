import { isWithin, justAfter, plus, type Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { VaultContext } from './database';
import { Notices, type Channel } from './notices';

/** A bot's heartbeat. */
export interface Beat {
  readonly organizationId: string;
  readonly botId: string;
  readonly status: string;
  readonly version?: string;
  readonly host?: string;
}

type Signs = Omit<Beat, 'organizationId' | 'botId'>;

export interface BotPresence {
  readonly status: string;
  readonly version: string | null;
  readonly host: string | null;
  /** Of the last sign of life. */
  readonly at: Instant;
}

export interface StaleBot {
  readonly organizationId: string;
  readonly botId: string;
  readonly at: Instant;
}

export interface RunProgress {
  readonly percent: number;
  readonly message: string | null;
  readonly at: Instant;
}

/** What a bot says of itself, or how far one of its runs is, changed in an organization. */
export interface PresenceChange {
  readonly organizationId: string;
  readonly of: 'bot' | 'run' | 'knowledge';
}

const CHANNEL: Channel<PresenceChange> = {
  name: 'annals_presence',
  form: z.object({ organizationId: z.string(), of: z.enum(['bot', 'run', 'knowledge']) }),
};
const FIRST_AFTER = { minutes: 1 };
/**
 * A sign of life that is so much younger than one of a minute ago was noted by a clock that ran ahead, and says nothing
 * of now.
 */
const AHEAD = { minutes: 2 };
const PROGRESS_KEPT = { days: -30 };

/** What is true only for a moment and therefore no event (history.md §5): heartbeats of bots, progress of runs. */
export class Presence {
  private readonly notices: Notices<PresenceChange>;

  constructor(private readonly context: VaultContext & { readonly databaseUrl: string }) {
    this.notices = new Notices(context.databaseUrl, CHANNEL);
  }

  /**
   * Tells `heard` whenever a bot says something new of itself, comes back, or reports progress, in any process; within
   * moments. Settles once it listens.
   * @returns stops it; closing the vault does too
   */
  follow(heard: (change: PresenceChange) => void): Promise<() => Promise<void>> {
    return this.notices.follow({ heard });
  }

  close(): Promise<void> {
    return this.notices.close();
  }

  /** Notes a heartbeat. `first`: nothing was heard of the bot within the last minute. */
  beat({ organizationId, botId, ...said }: Beat): Promise<{ first: boolean }> {
    return this.heard({ organizationId, botId }, said);
  }

  /** Notes that the bot did something else: a sign of life too, which leaves what it said of itself as it was. */
  seen(bot: { readonly organizationId: string; readonly botId: string }): Promise<{ first: boolean }> {
    return this.heard(bot);
  }

  private async heard(
    { organizationId, botId }: { organizationId: string; botId: string },
    said?: Signs,
  ): Promise<{ first: boolean }> {
    const at = this.context.clock();
    const says = said !== undefined;
    const {
      rows: [row],
    } = await sql<{ before: Date | null; was: string | null }>`
      WITH before AS (SELECT at, status FROM vault.presence WHERE organization_id = ${organizationId} AND bot_id = ${botId})
      INSERT INTO vault.presence AS beats (organization_id, bot_id, status, version, host, at, settled)
      VALUES (${organizationId}, ${botId}, ${said?.status ?? 'idle'}, ${said?.version ?? null}, ${said?.host ?? null}, ${at}, false)
      ON CONFLICT (organization_id, bot_id) DO UPDATE SET
        status = CASE WHEN ${says} THEN excluded.status ELSE beats.status END,
        version = CASE WHEN ${says} THEN excluded.version ELSE beats.version END,
        host = CASE WHEN ${says} THEN excluded.host ELSE beats.host END,
        at = excluded.at, settled = false
      RETURNING (SELECT at FROM before) AS before, (SELECT status FROM before) AS was`.execute(this.context.db);
    const first =
      !row?.before ||
      !isWithin(at, { from: row.before.toISOString(), until: justAfter(plus(row.before.toISOString(), FIRST_AFTER)) });
    if (first || (says && row.was !== said.status)) await this.tell({ organizationId, of: 'bot' });
    return { first };
  }

  /** The last sign of life of every bot of an organization that ever gave one. */
  async of(organizationId: string): Promise<Map<string, BotPresence>> {
    const rows = await this.context.db
      .selectFrom('presence')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .execute();
    return new Map(
      rows.map((row) => [
        row.bot_id,
        { status: row.status, version: row.version, host: row.host, at: row.at.toISOString() },
      ]),
    );
  }

  /**
   * Bots whose last sign of life is older than `before` (or lies ahead of the clock) and which nobody has settled yet,
   * the longest silent first.
   */
  async stale(before: Instant): Promise<StaleBot[]> {
    const rows = await this.context.db
      .selectFrom('presence')
      .select(['organization_id', 'bot_id', 'at'])
      .where((or) => or.or([or('at', '<', new Date(before)), or('at', '>', new Date(plus(before, AHEAD)))]))
      .where('settled', '=', false)
      .orderBy('at')
      .limit(1_000)
      .execute();
    return rows.map((row) => ({ organizationId: row.organization_id, botId: row.bot_id, at: row.at.toISOString() }));
  }

  /**
   * A silent bot's being offline is recorded; `stale` leaves it out until it beats again. Does nothing if it has beaten
   * since.
   */
  async settle({ organizationId, botId, at }: StaleBot): Promise<void> {
    await this.context.db
      .updateTable('presence')
      .set({ settled: true })
      .where('organization_id', '=', organizationId)
      .where('bot_id', '=', botId)
      .where('at', '=', new Date(at))
      .execute();
  }

  /** Notes how far a run is, in percent; the last report counts. */
  async reportProgress({
    organizationId,
    runId,
    percent,
    message,
  }: {
    organizationId: string;
    runId: string;
    percent: number;
    message?: string;
  }): Promise<void> {
    const row = { percent, message: message ?? null, at: this.context.clock() };
    await this.context.db
      .insertInto('run_progress')
      .values({ organization_id: organizationId, run_id: runId, ...row })
      .onConflict((conflict) => conflict.columns(['organization_id', 'run_id']).doUpdateSet(row))
      .execute();
    await this.tell({ organizationId, of: 'run' });
  }

  /** The progress of those of the runs that reported any. */
  async progressOf(organizationId: string, runIds: readonly string[]): Promise<Map<string, RunProgress>> {
    if (runIds.length === 0) return new Map();
    const rows = await this.context.db
      .selectFrom('run_progress')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('run_id', 'in', runIds)
      .execute();
    return new Map(
      rows.map((row) => [row.run_id, { percent: row.percent, message: row.message, at: row.at.toISOString() }]),
    );
  }

  /** Removes progress that is 30 days old. */
  async purge(): Promise<void> {
    await this.context.db
      .deleteFrom('run_progress')
      .where('at', '<', new Date(plus(this.context.clock(), PROGRESS_KEPT)))
      .execute();
  }

  /** Everybody who follows hears of it. */
  async tell(change: PresenceChange): Promise<void> {
    await sql`SELECT pg_notify(${CHANNEL.name}, ${JSON.stringify(change)})`.execute(this.context.db);
  }
}

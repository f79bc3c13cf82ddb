import { plus, type Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** Something that is done to many runs, one by one. */
export interface BulkAction {
  readonly organizationId: string;
  readonly bulkId: string;
}

/** One of its runs, in the order in which they are taken. */
export interface BulkRun {
  readonly n: number;
  readonly runId: string;
}

/** What came of it: done, refused with a code, or left as it was because the rest was stopped. */
export type BulkOutcome = 'done' | 'refused' | 'left';

/** How many of its runs have come to what. */
export type BulkCounts = Readonly<Record<BulkOutcome | 'waiting', number>>;

const KEPT = { days: -30 };

/**
 * Which runs a bulk action is about and how far it has come: a list that any process takes up where another died. What
 * was decided stands in the log; each run's own stream says what became of it.
 */
export class BulkActions {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /**
   * Puts the list before the event that begins the action; nothing where it is there already.
   * @returns false where as many of the organization as may be are not over
   */
  async put({ organizationId, bulkId }: BulkAction, runIds: readonly string[], atOnce: number): Promise<boolean> {
    return this.context.db.transaction().execute(async (transaction) => {
      // One at a time for each organization: who counts sees what the one before put.
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${organizationId}, 13))`.execute(transaction);
      const { rows } = await sql<{ bulk_id: string }>`
        SELECT bulk_id FROM vault.bulk_actions WHERE organization_id = ${organizationId} AND NOT is_over`.execute(
        transaction,
      );
      if (rows.some((row) => row.bulk_id === bulkId)) return true;
      if (rows.length >= atOnce) return false;
      await sql`INSERT INTO vault.bulk_actions (organization_id, bulk_id, put_at)
        VALUES (${organizationId}, ${bulkId}, ${this.context.clock()}::timestamptz)`.execute(transaction);
      await sql`INSERT INTO vault.bulk_runs (organization_id, bulk_id, n, run_id)
        SELECT ${organizationId}, ${bulkId}, n, run_id
        FROM unnest(${runIds}::uuid[]) WITH ORDINALITY AS listed (run_id, n)`.execute(transaction);
      return true;
    });
  }

  /** One that nobody is at, the oldest first; it is the caller's until then. */
  async take(now: Instant, until: Instant): Promise<(BulkAction & { readonly putAt: Instant }) | undefined> {
    const { rows } = await sql<{ organization_id: string; bulk_id: string; put_at: Date }>`
      UPDATE vault.bulk_actions SET leased_until = ${until}::timestamptz WHERE (organization_id, bulk_id) = (
        SELECT organization_id, bulk_id FROM vault.bulk_actions
        WHERE NOT is_over AND (leased_until IS NULL OR leased_until < ${now}::timestamptz)
        ORDER BY put_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING organization_id, bulk_id, put_at`.execute(this.context.db);
    return rows[0] && this.named(rows[0]);
  }

  /** Whoever is at it is so still. */
  async renew({ organizationId, bulkId }: BulkAction, until: Instant): Promise<void> {
    await this.context.db
      .updateTable('bulk_actions')
      .set({ leased_until: until })
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .execute();
  }

  /** The next ones that nothing has come of yet. */
  async waiting({ organizationId, bulkId }: BulkAction, limit: number): Promise<readonly BulkRun[]> {
    const rows = await this.context.db
      .selectFrom('bulk_runs')
      .select(['n', 'run_id'])
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .where('outcome', 'is', null)
      .orderBy('n')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ n: row.n, runId: row.run_id }));
  }

  /** What came of one of its runs. */
  async note(
    { organizationId, bulkId }: BulkAction,
    { n, outcome, code }: { readonly n: number; readonly outcome: BulkOutcome; readonly code?: string | undefined },
  ): Promise<void> {
    await this.context.db
      .updateTable('bulk_runs')
      .set({ outcome, code: code ?? null })
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .where('n', '=', n)
      .where('outcome', 'is', null)
      .execute();
  }

  /** The rest stays as it is. */
  async leaveRest({ organizationId, bulkId }: BulkAction): Promise<void> {
    await this.context.db
      .updateTable('bulk_runs')
      .set({ outcome: 'left' })
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .where('outcome', 'is', null)
      .execute();
  }

  /** How far these have come. */
  async counts(organizationId: string, bulkIds: readonly string[]): Promise<ReadonlyMap<string, BulkCounts>> {
    if (bulkIds.length === 0) return new Map();
    const { rows } = await sql<BulkCounts & { readonly bulk_id: string }>`
      SELECT bulk_id, count(*) FILTER (WHERE outcome = 'done')::int AS done,
        count(*) FILTER (WHERE outcome = 'refused')::int AS refused,
        count(*) FILTER (WHERE outcome = 'left')::int AS "left",
        count(*) FILTER (WHERE outcome IS NULL)::int AS waiting
      FROM vault.bulk_runs WHERE organization_id = ${organizationId} AND bulk_id = ANY(${bulkIds})
      GROUP BY bulk_id`.execute(this.context.db);
    return new Map(rows.map(({ bulk_id, ...counts }) => [bulk_id, counts]));
  }

  /** Those of its runs that were refused, and why; the first of them. */
  async refused(
    { organizationId, bulkId }: BulkAction,
    limit: number,
  ): Promise<readonly { readonly runId: string; readonly code: string }[]> {
    const rows = await this.context.db
      .selectFrom('bulk_runs')
      .select(['run_id', 'code'])
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .where('outcome', '=', 'refused')
      .orderBy('n')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ runId: row.run_id, code: row.code ?? '' }));
  }

  /** All of it has come to something. */
  async close({ organizationId, bulkId }: BulkAction): Promise<void> {
    await this.context.db
      .updateTable('bulk_actions')
      .set({ is_over: true, leased_until: null })
      .where('organization_id', '=', organizationId)
      .where('bulk_id', '=', bulkId)
      .execute();
  }

  /** No event began it. */
  async forget({ organizationId, bulkId }: BulkAction): Promise<void> {
    for (const table of ['bulk_runs', 'bulk_actions'] as const)
      await this.context.db
        .deleteFrom(table)
        .where('organization_id', '=', organizationId)
        .where('bulk_id', '=', bulkId)
        .execute();
  }

  /** Removes lists of those that were over long ago. */
  async purge(): Promise<void> {
    const before = plus(this.context.clock(), KEPT);
    await sql`WITH gone AS (DELETE FROM vault.bulk_actions WHERE is_over AND put_at < ${before}::timestamptz RETURNING organization_id, bulk_id)
      DELETE FROM vault.bulk_runs USING gone
      WHERE bulk_runs.organization_id = gone.organization_id AND bulk_runs.bulk_id = gone.bulk_id`.execute(
      this.context.db,
    );
  }

  private named(row: { organization_id: string; bulk_id: string; put_at: Date }): BulkAction & { putAt: Instant } {
    return { organizationId: row.organization_id, bulkId: row.bulk_id, putAt: row.put_at.toISOString() };
  }
}

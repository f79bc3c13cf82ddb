import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';
import { Gate } from './gate';

interface OneSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** A source that is to be read. */
export interface SourceRead extends OneSource {
  readonly syncId: string;
  /** How often somebody began. */
  readonly tries: number;
}

interface Take {
  readonly isWebsite: boolean;
  readonly until: Instant;
  /** The organization of which the caller took one before. */
  readonly last?: string | undefined;
}

/** How far reading it is. */
export interface ReadProgress {
  readonly done: number;
  readonly known: number;
}

interface Row {
  readonly organization_id: string;
  readonly workspace_id: string;
  readonly source_id: string;
  readonly sync_id: string;
  readonly tries: number;
}

/**
 * Which sources are to be read, by whom at this moment, and which are due when, in any organization. It decides nothing:
 * that a reading goes on, and how it ended, says the stream of the knowledge.
 */
export class SourceReads {
  /** Each turn holds a connection while its work takes others: few at once, so that those are there. */
  private readonly turns = new Gate(2, 10_000);

  constructor(private readonly context: Pick<VaultContext, 'db'>) {}

  /** Whoever settles a source does it alone, in any process: what it looks up meanwhile is the newest that was settled. */
  async alone({ organizationId, sourceId }: OneSource, work: () => Promise<void>): Promise<void> {
    await this.turns.run(() =>
      this.context.db.transaction().execute(async (transaction) => {
        const lock = `${organizationId}.${sourceId}`;
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 14))`.execute(transaction);
        await work();
      }),
    );
  }

  /** It is to be read; nothing where that is known. */
  async open(
    { organizationId, workspaceId, sourceId }: OneSource,
    read: { syncId: string; isWebsite: boolean; since: Instant },
  ) {
    await sql`
      INSERT INTO vault.source_reads AS known (organization_id, workspace_id, source_id, sync_id, is_website, since)
      VALUES (${organizationId}, ${workspaceId}, ${sourceId}, ${read.syncId}, ${read.isWebsite}, ${read.since}::timestamptz)
      ON CONFLICT (organization_id, source_id) DO UPDATE
      SET sync_id = excluded.sync_id, is_website = excluded.is_website, since = excluded.since, leased_until = NULL, tries = 0, done = 0, known = 0
      WHERE known.sync_id IS DISTINCT FROM excluded.sync_id`.execute(this.context.db);
  }

  /** Nothing is read of it, and it is due then; undefined: not by itself. */
  async close({ organizationId, workspaceId, sourceId }: OneSource, due: Instant | undefined): Promise<void> {
    if (due === undefined)
      await sql`DELETE FROM vault.source_reads WHERE organization_id = ${organizationId} AND source_id = ${sourceId}`.execute(
        this.context.db,
      );
    else
      await sql`
        INSERT INTO vault.source_reads (organization_id, workspace_id, source_id, is_website, due)
        VALUES (${organizationId}, ${workspaceId}, ${sourceId}, true, ${due}::timestamptz)
        ON CONFLICT (organization_id, source_id) DO UPDATE
        SET due = excluded.due, sync_id = NULL, since = NULL, leased_until = NULL, tries = 0, done = 0, known = 0`.execute(
        this.context.db,
      );
  }

  /**
   * One that nobody is at, for the caller until then: of the organization of which the fewest are being read, of another
   * one than the last, the oldest first. So nobody waits for all that somebody else has.
   */
  async take(now: Instant, { isWebsite, until, last }: Take) {
    const { rows } = await sql<Row>`
      WITH busy AS (
        SELECT organization_id, count(*) AS reads FROM vault.source_reads
        WHERE sync_id IS NOT NULL AND is_website = ${isWebsite} AND leased_until >= ${now}::timestamptz GROUP BY organization_id)
      UPDATE vault.source_reads SET leased_until = ${until}::timestamptz, tries = tries + 1
      WHERE (organization_id, source_id) = (
        SELECT waiting.organization_id, waiting.source_id FROM vault.source_reads AS waiting LEFT JOIN busy USING (organization_id)
        WHERE waiting.sync_id IS NOT NULL AND waiting.is_website = ${isWebsite}
          AND (waiting.leased_until IS NULL OR waiting.leased_until < ${now}::timestamptz)
        ORDER BY coalesce(busy.reads, 0), waiting.organization_id IS NOT DISTINCT FROM ${last ?? null}::uuid, waiting.since
        LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED)
      RETURNING *`.execute(this.context.db);
    return rows.map(readOf)[0];
  }

  /** Whoever is at it is so still, and so far. @returns false where it is read no more */
  async renew({ organizationId, sourceId, syncId }: SourceRead, until: Instant, { done, known }: ReadProgress) {
    const { numAffectedRows } = await sql`
      UPDATE vault.source_reads SET leased_until = ${until}::timestamptz, done = ${done}, known = ${known}
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND sync_id = ${syncId}`.execute(
      this.context.db,
    );
    return numAffectedRows === 1n;
  }

  /** Nobody reads it before then: this try does not count. */
  async postpone({ organizationId, sourceId, syncId }: SourceRead, until: Instant): Promise<void> {
    await sql`
      UPDATE vault.source_reads SET leased_until = ${until}::timestamptz, tries = tries - 1
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND sync_id = ${syncId}`.execute(
      this.context.db,
    );
  }

  /** What is due by now, the longest overdue first, for so long: whoever else looks meanwhile does not see it. */
  async takeDue(
    now: Instant,
    { limit, until }: { readonly limit: number; readonly until: Instant },
  ): Promise<OneSource[]> {
    const { rows } = await sql<Row>`
      UPDATE vault.source_reads SET due = ${until}::timestamptz
      WHERE (organization_id, source_id) IN (
        SELECT organization_id, source_id FROM vault.source_reads WHERE due <= ${now}::timestamptz AND sync_id IS NULL
        ORDER BY due LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING *`.execute(this.context.db);
    return rows.map(({ organization_id, workspace_id, source_id }) => ({
      organizationId: organization_id,
      workspaceId: workspace_id,
      sourceId: source_id,
    }));
  }

  /** What of these is read at this moment, how far it is, and when they are due. */
  async of(organizationId: string, sourceIds: readonly string[]) {
    const rows = await this.context.db
      .selectFrom('source_reads')
      .select(['source_id', 'sync_id', 'leased_until', 'done', 'known', 'due'])
      .where('organization_id', '=', organizationId)
      .where('source_id', '=', sql<string>`any(${sourceIds}::uuid[])`)
      .execute();
    return new Map(
      rows.map((row) => [
        row.source_id,
        {
          syncId: row.sync_id ?? undefined,
          isBegun: row.leased_until !== null,
          done: row.done,
          known: row.known,
          due: row.due?.toISOString(),
        },
      ]),
    );
  }
}

const readOf = (row: Row): SourceRead => ({
  organizationId: row.organization_id,
  workspaceId: row.workspace_id,
  sourceId: row.source_id,
  syncId: row.sync_id,
  tries: row.tries,
});

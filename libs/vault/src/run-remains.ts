import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** A run that something is kept of. */
export interface RunRemains {
  readonly organizationId: string;
  readonly runId: string;
}

/** What is kept of runs beside the log: what went into them, came out of them, and what they said. */
export class RunsRemains {
  constructor(private readonly context: Pick<VaultContext, 'db'>) {}

  /** So many runs that something was kept of before an instant, behind one of them, in a fixed order. */
  async before(before: Instant, after: RunRemains | undefined, limit: number): Promise<readonly RunRemains[]> {
    const { organizationId, runId } = after ?? { organizationId: FIRST, runId: FIRST };
    const { rows } = await sql<RunRemains>`
      SELECT organization_id AS "organizationId", run_id AS "runId" FROM (
        SELECT organization_id, split_part(kind, '/', 2)::uuid AS run_id FROM vault.payloads
        WHERE kind LIKE 'run/%' AND put_at < ${before}::timestamptz
        UNION SELECT organization_id, run_id FROM vault.run_logs WHERE at < ${before}::timestamptz) AS kept
      WHERE (organization_id, run_id) > (${organizationId}::uuid, ${runId}::uuid)
      ORDER BY organization_id, run_id LIMIT ${limit}`.execute(this.context.db);
    return rows;
  }

  /** Forgets it of these runs of one organization. */
  async forget(organizationId: string, runIds: readonly string[]): Promise<void> {
    if (runIds.length === 0) return;
    const kinds = runIds.flatMap((runId) => [`run/${runId}/input`, `run/${runId}/output`]);
    await sql`DELETE FROM vault.payloads WHERE organization_id = ${organizationId} AND kind = ANY (${kinds})`.execute(
      this.context.db,
    );
    await sql`DELETE FROM vault.run_logs
      WHERE organization_id = ${organizationId} AND run_id = ANY (${[...runIds]}::uuid[])`.execute(this.context.db);
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000';

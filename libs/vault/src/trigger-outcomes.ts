import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** What a fire of a trigger came to. */
export interface TriggerOutcome {
  readonly organizationId: string;
  readonly triggerId: string;
  readonly runId: string;
  readonly at: Instant;
  readonly failed: boolean;
}

/** So many of a trigger are kept. */
const KEPT = 200;

/** How the last fires of triggers ended: operational, for the count of failures in a row (P15). */
export class TriggerOutcomes {
  constructor(private readonly context: VaultContext) {}

  /** Kept once for each run. @returns how many in a row failed since that instant, up to `most` */
  async note({ organizationId, triggerId, ...outcome }: TriggerOutcome, since: Instant, most: number): Promise<number> {
    const { runId: run_id, at, failed } = outcome;
    await this.context.db
      .insertInto('trigger_outcomes')
      .values({ organization_id: organizationId, trigger_id: triggerId, run_id, at, failed })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { rows } = await sql<{ failed: boolean }>`
      SELECT failed FROM vault.trigger_outcomes
      WHERE organization_id = ${organizationId} AND trigger_id = ${triggerId} AND at > ${since}::timestamptz
      ORDER BY at DESC, run_id LIMIT ${most}`.execute(this.context.db);
    const first = rows.findIndex((row) => !row.failed);
    return first === -1 ? rows.length : first;
  }

  /** Of each trigger so many of the last are kept. */
  async purge(): Promise<void> {
    await sql`
      DELETE FROM vault.trigger_outcomes AS old USING (
        SELECT organization_id, run_id,
          row_number() OVER (PARTITION BY organization_id, trigger_id ORDER BY at DESC) AS n FROM vault.trigger_outcomes) AS numbered
      WHERE numbered.n > ${KEPT} AND old.organization_id = numbered.organization_id AND old.run_id = numbered.run_id`.execute(
      this.context.db,
    );
  }
}

import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** What a purge does, in this order. */
export const purgeSteps = ['views', 'access', 'place', 'keys'] as const;
export type PurgeStep = (typeof purgeSteps)[number];
/** A line of the ledger: a step, or years later that the key was destroyed which the purge spared. */
export type PurgeLine = PurgeStep | 'billing';

/** How far the purge of an organization is. */
export interface PurgeEntry {
  readonly organizationId: string;
  readonly due: Instant;
  readonly steps: Readonly<Partial<Record<PurgeLine, Instant>>>;
}

/**
 * The ledger of purges (history.md §7): what is to be purged when, what was done, and who belonged to it. By ids only; it is
 * all that is left of an organization beside its sealed events.
 */
export class Purges {
  constructor(private readonly context: VaultContext) {}

  /** It is due then, whatever was planned before. */
  async plan(organizationId: string, due: Instant): Promise<void> {
    await this.context.db
      .insertInto('purges')
      .values({ organization_id: organizationId, due })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ due }))
      .execute();
  }

  /** It is due then, if it is still planned. */
  async postpone(organizationId: string, due: Instant): Promise<void> {
    await this.context.db.updateTable('purges').set({ due }).where('organization_id', '=', organizationId).execute();
  }

  /** It is not purged after all. */
  async cancel(organizationId: string): Promise<void> {
    await this.context.db.deleteFrom('purges').where('organization_id', '=', organizationId).execute();
  }

  /** What is due and was not begun, the oldest first. */
  async due(now: Instant, limit: number): Promise<PurgeEntry[]> {
    const rows = await this.context.db
      .selectFrom('purges')
      .select(['organization_id', 'due'])
      .where('due', '<=', new Date(now))
      .where('organization_id', 'not in', (steps) => steps.selectFrom('purge_steps').select('organization_id'))
      .orderBy('due')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ organizationId: row.organization_id, due: row.due.toISOString(), steps: {} }));
  }

  /** Who belongs to it: they are told later that it was deleted, everybody else that there is no such organization. */
  async remember(organizationId: string, userIds: readonly string[]): Promise<void> {
    await sql`INSERT INTO vault.purge_members (organization_id, user_id)
      SELECT ${organizationId}, * FROM unnest(${userIds}::uuid[]) ON CONFLICT DO NOTHING`.execute(this.context.db);
  }

  /** Whether somebody belonged to an organization that was purged. */
  async wasMember(organizationId: string, userId: string): Promise<boolean> {
    const member = await this.context.db
      .selectFrom('purge_members')
      .select('user_id')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return member !== undefined;
  }

  /** Whether a purge began: there is no way back from its first step. */
  async isPurged(organizationId: string): Promise<boolean> {
    return Object.keys((await this.entry(organizationId)).steps).length > 0;
  }

  /** What was done of it. */
  async entry(organizationId: string): Promise<Pick<PurgeEntry, 'steps'>> {
    const rows = await this.context.db
      .selectFrom('purge_steps')
      .select(['step', 'done_at'])
      .where('organization_id', '=', organizationId)
      .execute();
    return { steps: Object.fromEntries(rows.map(({ step, done_at }) => [step, done_at.toISOString()])) };
  }

  /** A step is done; it may be done again. */
  async did(organizationId: string, step: PurgeLine): Promise<void> {
    await this.context.db
      .insertInto('purge_steps')
      .values({ organization_id: organizationId, step, done_at: this.context.clock() })
      .onConflict((conflict) => conflict.columns(['organization_id', 'step']).doNothing())
      .execute();
  }

  /** Those whose keys were destroyed so many years ago, and whose billing key was not yet; the oldest first. */
  async outliving(
    years: number,
    { now, limit }: { readonly now: Instant; readonly limit: number },
  ): Promise<readonly string[]> {
    const rows = await this.context.db
      .selectFrom('purge_steps')
      .select('organization_id')
      .where('step', '=', 'keys')
      .where('done_at', '<=', sql<Date>`${now}::timestamptz - make_interval(years => ${years}::int)`)
      .where('organization_id', 'not in', (ended) =>
        ended.selectFrom('purge_steps').select('organization_id').where('step', '=', 'billing'),
      )
      .orderBy('done_at')
      .limit(limit)
      .execute();
    return rows.map((row) => row.organization_id);
  }

  /** Takes away what opens the organization, and what lies in the vault about it. Its people's keys are another step. */
  async closeAccess(organizationId: string): Promise<void> {
    await this.context.db.transaction().execute(async (transaction) => {
      for (const table of [
        'api_keys',
        'presence',
        'run_progress',
        'run_queue',
        'run_logs',
        'bulk_actions',
        'bulk_runs',
        'knowledge_passages',
        'knowledge_vectors',
        'source_reads',
        'denials',
        'invited_addresses',
        'dues',
        'trigger_dues',
        'trigger_outcomes',
        'payloads',
        'delivery_lanes',
        'erasure_steps',
      ] as const)
        await transaction.deleteFrom(table).where('organization_id', '=', organizationId).execute();
      await transaction.deleteFrom('claims').where('scope', '=', organizationId).execute();
      await transaction.deleteFrom('claims').where('holder', '=', organizationId).execute();
    });
  }
}

import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

interface OneTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

/** Due times that are left out together, as far as it is known. */
export interface Spell {
  readonly until: Instant;
  readonly reason: string;
  readonly count: number;
}

/** What of a schedule is not settled yet. */
export interface TriggerDue extends OneTrigger {
  /** Which schedule: that which counts from then on. */
  readonly from: Instant;
  /** The first due time that is not settled. */
  readonly due: Instant;
  /** A spell from `due` on that is left out; none of it is ever fired. */
  readonly spell?: Spell | undefined;
  /** Somebody was there at this due time, and made it wait. */
  readonly seenUntil?: Instant | undefined;
  /** The last run that it began. */
  readonly lastRunId?: string | undefined;
}

interface Row {
  readonly organization_id: string;
  readonly trigger_id: string;
  readonly from: Date;
  readonly due: Date;
  readonly spell_until: Date | null;
  readonly spell_reason: string | null;
  readonly spell_count: number;
  readonly seen_until: Date | null;
  readonly last_run_id: string | null;
}

/**
 * Which triggers come due when, in any organization: found by an index, taken in batches, so that no process remembers
 * any. It says only what is to be settled next; whether a due time became a run says the run's stream, and what was left
 * out the fleet's. What changes the row does so only where nobody else did since it was taken.
 */
export class TriggerDues {
  constructor(private readonly context: VaultContext) {}

  /**
   * The schedule of a trigger that has none yet counts from then on; where another one is known, it is looked at again;
   * nothing where this one is.
   */
  async keep({ organizationId, triggerId, from, due }: TriggerDue): Promise<void> {
    await sql`
      INSERT INTO vault.trigger_dues AS known (organization_id, trigger_id, "from", due, look_at)
      VALUES (${organizationId}, ${triggerId}, ${from}::timestamptz, ${due}::timestamptz, ${due}::timestamptz)
      ON CONFLICT (organization_id, trigger_id) DO UPDATE SET look_at = known."from"
      WHERE known."from" <> excluded."from"`.execute(this.context.db);
  }

  /**
   * It was changed: it is looked at at once, and whoever looked before that changes nothing more. `look_at` stands at the
   * begin of the schedule then, before any time at which it is looked at otherwise.
   */
  async lookAgain({ organizationId, triggerId }: OneTrigger): Promise<void> {
    await sql`
      UPDATE vault.trigger_dues SET look_at = "from"
      WHERE organization_id = ${organizationId} AND trigger_id = ${triggerId}`.execute(this.context.db);
  }

  /** It fires no more, where nobody changed it meanwhile. */
  async forget({ organizationId, triggerId, from, due }: TriggerDue): Promise<void> {
    await sql`
      DELETE FROM vault.trigger_dues
      WHERE organization_id = ${organizationId} AND trigger_id = ${triggerId}
        AND "from" = ${from}::timestamptz AND due = ${due}::timestamptz AND look_at > "from"`.execute(this.context.db);
  }

  /** Takes what is due by now, the longest overdue first, for so long: whoever else looks meanwhile does not see it. */
  async take(now: Instant, { limit, until }: { readonly limit: number; readonly until: Instant }) {
    const { rows } = await sql<Row>`
      UPDATE vault.trigger_dues SET look_at = ${until}::timestamptz
      WHERE (organization_id, trigger_id) IN (
        SELECT organization_id, trigger_id FROM vault.trigger_dues WHERE look_at <= ${now}::timestamptz
        ORDER BY look_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING *`.execute(this.context.db);
    return rows.map(dueOf);
  }

  /**
   * From `was` to `is`, and looked at again then.
   * @returns whether it still was so: somebody else may have settled it since, or changed the trigger
   */
  async settle(was: TriggerDue, is: TriggerDue, lookAt: Instant): Promise<boolean> {
    const { numAffectedRows } = await sql`
      UPDATE vault.trigger_dues
      SET "from" = ${is.from}::timestamptz, due = ${is.due}::timestamptz, look_at = ${lookAt}::timestamptz,
        spell_until = ${is.spell?.until ?? null}::timestamptz, spell_reason = ${is.spell?.reason ?? null},
        spell_count = ${is.spell?.count ?? 0}, seen_until = ${is.seenUntil ?? null}::timestamptz,
        last_run_id = ${is.lastRunId ?? null}::uuid
      WHERE organization_id = ${was.organizationId} AND trigger_id = ${was.triggerId}
        AND "from" = ${was.from}::timestamptz AND due = ${was.due}::timestamptz AND look_at > "from"
        AND spell_until IS NOT DISTINCT FROM ${was.spell?.until ?? null}::timestamptz`.execute(this.context.db);
    return numAffectedRows === 1n;
  }

  /** What is not settled of a trigger; undefined where it has no schedule, or it is not kept yet. */
  async of({ organizationId, triggerId }: OneTrigger): Promise<TriggerDue | undefined> {
    const { rows } = await sql<Row>`
      SELECT * FROM vault.trigger_dues WHERE organization_id = ${organizationId} AND trigger_id = ${triggerId}`.execute(
      this.context.db,
    );
    return rows.map(dueOf)[0];
  }
}

function dueOf(row: Row): TriggerDue {
  const { spell_until, spell_reason, spell_count } = row;
  return {
    organizationId: row.organization_id,
    triggerId: row.trigger_id,
    from: row.from.toISOString(),
    due: row.due.toISOString(),
    spell:
      spell_until === null
        ? undefined
        : { until: spell_until.toISOString(), reason: spell_reason ?? '', count: spell_count },
    seenUntil: row.seen_until?.toISOString(),
    lastRunId: row.last_run_id ?? undefined,
  };
}

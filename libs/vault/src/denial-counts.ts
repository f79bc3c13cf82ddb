import { plus, type Actor, type Instant } from '@annals/kernel';
import type { Transaction } from 'kysely';
import type { VaultContext, VaultTables } from './database';
import { holdSubject } from './subject-lock';

/** What one actor was denied in one minute, and how often. */
export interface DenialCount {
  /** Of the command that tells it: it follows from everything else but the count. */
  readonly id: string;
  readonly actor: Actor;
  /** JSON of ids and words: what was denied, on what. */
  readonly denied: object;
  readonly count: number;
}

/** A minute of an organization that is over. */
export interface DeniedMinute {
  readonly organizationId: string;
  readonly minute: Instant;
  /** Leased to whoever took it. */
  readonly counts: readonly DenialCount[];
}

/** A minute (UTC) is closed so long after it began: the clocks of those who count may be ten seconds apart. */
const CLOSED_AFTER = { minutes: 1, seconds: 10 };
/** So long whoever took a minute has it alone. */
const LEASE = { minutes: 1 };

const minuteOf = (instant: Instant): Instant => `${instant.slice(0, 'YYYY-MM-DDThh:mm'.length)}:00.000Z`;

/**
 * Denied commands that are counted until their minute is over and an event tells them (history.md §7). Operational: of
 * a few minutes, and in no backup.
 */
export class DenialCounts {
  constructor(private readonly context: VaultContext) {}

  /**
   * Counts in the minute that it is, for all processes together: meanwhile nobody else counts for this organization,
   * and none of its minutes is closed. So what comes late counts to the next minute, and no count is added to one that
   * was told.
   * @param change is given the minute and what is counted in it, and gives what of it is new or has another count
   */
  async change(
    organizationId: string,
    change: (minute: Instant, known: readonly DenialCount[]) => readonly DenialCount[],
  ): Promise<void> {
    await this.alone(organizationId, async (transaction) => {
      const minute = minuteOf(this.context.clock());
      const known = await transaction
        .selectFrom('denials')
        .select(['id', 'actor', 'denied', 'count'])
        .where('organization_id', '=', organizationId)
        .where('minute', '=', new Date(minute))
        .execute();
      const due = plus(minute, CLOSED_AFTER);
      const changed = change(minute, known).map(({ denied, ...each }) => ({
        ...each,
        ...{ denied: JSON.stringify(denied), organization_id: organizationId, minute, due },
      }));
      if (changed.length === 0) return;
      await transaction
        .insertInto('denials')
        .values(changed)
        .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ count: row.ref('excluded.count') })))
        .execute();
    });
  }

  /**
   * Leases what is to be told of the minute that has waited longest; nothing of it where another process was faster.
   * @returns undefined when no minute is over
   */
  async take(): Promise<DeniedMinute | undefined> {
    const now = this.context.clock();
    const found = await this.context.db
      .selectFrom('denials')
      .select(['organization_id', 'minute'])
      .where('due', '<=', new Date(now))
      .orderBy('due')
      .limit(1)
      .executeTakeFirst();
    if (!found) return undefined;
    const { organization_id: organizationId, minute } = found;
    const counts = await this.alone(organizationId, (transaction) =>
      transaction
        .updateTable('denials')
        .set({ due: plus(now, LEASE) })
        .where('organization_id', '=', organizationId)
        .where('minute', '=', minute)
        .where('due', '<=', new Date(now))
        .returning(['id', 'actor', 'denied', 'count'])
        .execute(),
    );
    return { organizationId, minute: minute.toISOString(), counts };
  }

  /** It was told. */
  async remove(id: string): Promise<void> {
    await this.context.db.deleteFrom('denials').where('id', '=', id).execute();
  }

  private alone<T>(organizationId: string, act: (transaction: Transaction<VaultTables>) => Promise<T>): Promise<T> {
    return this.context.db.transaction().execute(async (transaction) => {
      await holdSubject(transaction, { scope: organizationId, subject: 'denials' }, 'alone');
      return act(transaction);
    });
  }
}

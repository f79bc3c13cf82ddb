import type { Instant } from '@annals/kernel';
import type { VaultContext } from './database';

/** Something of an organization that comes due. */
export interface Due {
  readonly organizationId: string;
  readonly id: string;
  readonly due: Instant;
  /** How often what should be there was not, one time after the other; none where nobody counts. */
  readonly misses?: number;
}

/**
 * What of one kind is due when, in any organization: a list that the log says anew wherever it changes, and that decides
 * nothing.
 */
export class Dues {
  constructor(
    private readonly context: VaultContext,
    private readonly kind:
      | 'access-end'
      | 'app-access'
      | 'join-request'
      | 'domain-look'
      | 'knowledge-vectors'
      | 'erasure',
  ) {}

  /** It is due then, whatever was kept before. */
  async keep({ organizationId: organization_id, id: thing_id, due, misses = 0 }: Due): Promise<void> {
    await this.context.db
      .insertInto('dues')
      .values({ kind: this.kind, organization_id, thing_id, due, misses })
      .onConflict((conflict) => conflict.columns(['kind', 'organization_id', 'thing_id']).doUpdateSet({ due, misses }))
      .execute();
  }

  /** Nothing is due, or it was done. */
  async forget({ organizationId, id }: Omit<Due, 'due'>): Promise<void> {
    await this.context.db
      .deleteFrom('dues')
      .where('kind', '=', this.kind)
      .where('organization_id', '=', organizationId)
      .where('thing_id', '=', id)
      .execute();
  }

  /** What is due by then, the longest overdue first. */
  async by(now: Instant, limit: number): Promise<readonly Due[]> {
    const rows = await this.context.db
      .selectFrom('dues')
      .select(['organization_id', 'thing_id', 'due', 'misses'])
      .where('kind', '=', this.kind)
      .where('due', '<=', new Date(now))
      .orderBy('due')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      organizationId: row.organization_id,
      id: row.thing_id,
      due: row.due.toISOString(),
      misses: row.misses,
    }));
  }
}

import type { Instant } from '@annals/kernel';
import type { VaultContext } from './database';

/** When somebody's access to an organization ends. */
export interface AccessEnd {
  readonly organizationId: string;
  readonly personId: string;
  readonly until: Instant;
}

/** What is due in any organization: a list that the log says anew wherever an end is set, and that decides nothing. */
export class AccessEnds {
  constructor(private readonly context: VaultContext) {}

  /** It ends then, whatever was kept before. */
  async keep({ organizationId: organization_id, personId: person_id, until }: AccessEnd): Promise<void> {
    await this.context.db
      .insertInto('access_ends')
      .values({ organization_id, person_id, until })
      .onConflict((conflict) => conflict.columns(['organization_id', 'person_id']).doUpdateSet({ until }))
      .execute();
  }

  /** Nothing ends, or it has ended. */
  async forget({ organizationId, personId }: Omit<AccessEnd, 'until'>): Promise<void> {
    await this.context.db
      .deleteFrom('access_ends')
      .where('organization_id', '=', organizationId)
      .where('person_id', '=', personId)
      .execute();
  }

  /** What is over, the longest overdue first. */
  async due(now: Instant, limit: number): Promise<readonly AccessEnd[]> {
    const rows = await this.context.db
      .selectFrom('access_ends')
      .selectAll()
      .where('until', '<=', new Date(now))
      .orderBy('until')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      organizationId: row.organization_id,
      personId: row.person_id,
      until: row.until.toISOString(),
    }));
  }
}

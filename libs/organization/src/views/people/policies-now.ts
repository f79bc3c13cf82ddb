import type { PoliciesInForce } from '@annals/contracts';
import { policiesSaid } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import type { people } from './people.view';

/** The policies of an organization as the view has them, and when the last one was changed. */
export async function policiesNow(
  db: ViewDb<typeof people>,
  organizationId: string,
): Promise<{ readonly policies: PoliciesInForce; readonly changedAt: string | null }> {
  const rows = await db
    .selectFrom('policies')
    .select(['name', 'value', 'changed_at'])
    .where('organization_id', '=', organizationId)
    .orderBy('changed_at')
    .execute();
  return { policies: policiesSaid(rows), changedAt: rows.at(-1)?.changed_at ?? null };
}

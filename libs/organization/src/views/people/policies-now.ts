import { orgPolicyChanged, unsaidPolicies, type PoliciesInForce } from '@annals/contracts';
import type { ViewDb } from '@annals/views';
import { policiesAfter } from '../../organization/policies';
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
  const said = orgPolicyChanged.data.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
  return { policies: policiesAfter(unsaidPolicies, said), changedAt: rows.at(-1)?.changed_at ?? null };
}

import { policiesAfter, unsaidPolicies, type PoliciesInForce } from '@annals/contracts';
import { rows, type RowsOf, type ViewEvent, type Writer } from '@annals/views';

/** What an organization decided about itself, for views whose answers rest on it: the newest value of each policy. */
export const policyRows = rows({
  key: ['organization_id', 'name'],
  columns: { organization_id: 'uuid', name: 'text', value: 'json?', changed_at: 'instant' },
});
interface Tables {
  readonly policies: Writer<typeof policyRows>;
}

/** How events fill that table: handlers for a view whose `policies` it is. */
export const policyHandlers = {
  OrgPolicyChanged: (t: Tables, { organization, data, at }: ViewEvent<'OrgPolicyChanged'>): void => {
    for (const [name, value] of Object.entries(data))
      if (value !== undefined) t.policies.put({ organization_id: organization, name, value, changed_at: at });
  },
};

/** The policies of one organization by their rows. */
export function policiesSaid(kept: readonly Pick<RowsOf<typeof policyRows>, 'name' | 'value'>[]): PoliciesInForce {
  return policiesAfter(unsaidPolicies, Object.fromEntries(kept.map(({ name, value }) => [name, value])));
}

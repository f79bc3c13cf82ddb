import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { people } from './people.view';
import { policiesNow } from './policies-now';

type Route = typeof routes.organization.getPolicies;

async function getPolicies(db: ViewDb<typeof people>, { organizationId }: AskedOf<Route>): Promise<AnswerOf<Route>> {
  const { policies, changedAt } = await policiesNow(db, organizationId);
  return {
    organizationId,
    policies: { ...policies, hiddenRoles: [...policies.hiddenRoles] },
    changedAt,
    changes: await changesOf(db, organizationId),
  };
}

/** Who said each policy last, by the name that they have here, and how often it was said. */
async function changesOf(db: ViewDb<typeof people>, organizationId: string): Promise<AnswerOf<Route>['changes']> {
  const said = await db
    .selectFrom('policies')
    .innerJoin('policies_by', (join) =>
      join
        .onRef('policies_by.organization_id', '=', 'policies.organization_id')
        .onRef('policies_by.name', '=', 'policies.name'),
    )
    .innerJoin('policy_changes', (join) =>
      join
        .onRef('policy_changes.organization_id', '=', 'policies.organization_id')
        .onRef('policy_changes.name', '=', 'policies.name'),
    )
    .select(['policies.name', 'policies.changed_at', 'policies_by.said_by', 'policies_by.sequence', 'policy_changes.n'])
    .where('policies.organization_id', '=', organizationId)
    .execute();
  const by = said.map(({ said_by }) => parseActor(said_by));
  const users = by.filter(({ kind }) => kind === 'user').map(({ id }) => id);
  const people =
    users.length === 0
      ? []
      : await db
          .selectFrom('members')
          .select(['user_id', 'alias'])
          .where('organization_id', '=', organizationId)
          .where('user_id', 'in', users)
          .execute();
  const aliases = new Map(people.map(({ user_id, alias }) => [user_id, alias]));
  return said.map(({ name, changed_at, sequence, n }, nth) => {
    const actor = by[nth] ?? { kind: 'system', id: '' };
    const label = aliases.get(actor.id);
    return {
      name,
      times: Number(n),
      at: changed_at,
      by: { ...actor, ...(label === undefined ? {} : { label }) },
      sequence,
    };
  });
}

export const GetPolicies = query('GetPolicies', people, getPolicies);

export const GetPoliciesController = serve(routes.organization.getPolicies, GetPolicies);

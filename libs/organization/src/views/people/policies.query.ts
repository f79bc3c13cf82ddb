import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { people } from './people.view';
import { policiesNow } from './policies-now';

type Route = typeof routes.organization.getPolicies;

async function getPolicies(db: ViewDb<typeof people>, { organizationId }: AskedOf<Route>): Promise<AnswerOf<Route>> {
  const { policies, changedAt } = await policiesNow(db, organizationId);
  return { organizationId, policies: { ...policies, hiddenRoles: [...policies.hiddenRoles] }, changedAt };
}

export const GetPolicies = query('GetPolicies', people, getPolicies);

export const GetPoliciesController = serve(routes.organization.getPolicies, GetPolicies);

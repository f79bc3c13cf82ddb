import { memberRemoved, type OrganizationEvent } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import type { Organization } from '../../organization/organization';

export interface EndAccess {
  readonly organizationId: string;
  readonly personId: string;
  /** The end that is due; another one may have been set since. */
  readonly until: Instant;
}

/** W15: access that has come to its end ends the membership. Nobody plans for it, so what they own is held. */
export const endAccess: Decide<Organization, EndAccess, OrganizationEvent> = (
  { people },
  { personId, until },
  { clock },
) => {
  if (people.members.get(personId)?.accessUntil !== until || clock < until) return [];
  return [memberRemoved({ personId, plan: { bots: [] }, cause: 'access_ended' })];
};

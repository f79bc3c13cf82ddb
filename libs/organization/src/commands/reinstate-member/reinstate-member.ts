import { memberReinstated, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrant } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember } from '../../organization/people';
import { mustHaveSeat } from '../../organization/seating';

export interface ReinstateMember {
  readonly organizationId: string;
  readonly personId: string;
}

/** I-2, I-3: whoever lets somebody in again could have given them their roles; their seat may be taken meanwhile. */
export const reinstateMember: Decide<Organization, ReinstateMember, OrganizationEvent> = (
  state,
  { personId },
  { actor, now },
) => {
  const reinstater = actingMember(state.people, actor);
  const member = mustBeMember(state.people, personId);
  mustGrant(state, reinstater.roles, member.roles);
  if (!member.suspended) return [];
  mustHaveSeat(state, member, now);
  return [memberReinstated({ personId })];
};

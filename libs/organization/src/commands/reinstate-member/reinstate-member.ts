import { memberReinstated, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrant } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember } from '../../organization/people';

export interface ReinstateMember {
  readonly organizationId: string;
  readonly personId: string;
}

/** I-3: whoever lets somebody in again could have given them their roles. */
export const reinstateMember: Decide<Organization, ReinstateMember, OrganizationEvent> = (
  { people, roles },
  { personId },
  { actor },
) => {
  const reinstater = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  mustGrant(roles, reinstater.roles, member.roles);
  return member.suspended ? [memberReinstated({ personId })] : [];
};

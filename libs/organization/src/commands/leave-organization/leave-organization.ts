import { memberLeft, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrantOwner } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { handOver, mustBeAbleToOwn } from '../../organization/ownership';
import { actingMember, mustNotBeLastOwner } from '../../organization/people';

export interface LeaveOrganization {
  readonly organizationId: string;
  /** Who becomes an owner in the same moment. */
  readonly handOverTo?: string | undefined;
}

/** I-1, W1: everybody may go; the last owner hands the organization over in the same append. */
export const leaveOrganization: Decide<Organization, LeaveOrganization, OrganizationEvent> = (
  { people, roles },
  { handOverTo },
  { actor },
) => {
  const leaver = actingMember(people, actor);
  const left = memberLeft({ personId: leaver.personId });
  if (handOverTo === undefined) {
    mustNotBeLastOwner(people, leaver);
    return [left];
  }
  mustGrantOwner(roles, leaver.roles);
  if (handOverTo === leaver.personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  const successor = mustBeAbleToOwn(people, handOverTo);
  return successor.roles.includes('owner') ? [left] : [...handOver(leaver, successor), left];
};

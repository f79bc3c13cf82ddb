import { memberLeft, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { actingMember, mustNotBeLastOwner } from '../../organization/people';

export interface LeaveOrganization {
  readonly organizationId: string;
}

/** I-1: everybody may go, except the last owner. */
export const leaveOrganization: Decide<Organization, LeaveOrganization, OrganizationEvent> = (
  { people },
  _command,
  { actor },
) => {
  const leaver = actingMember(people, actor);
  mustNotBeLastOwner(people, leaver);
  return [memberLeft({ personId: leaver.personId })];
};

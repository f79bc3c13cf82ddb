import { memberSuspended, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { settled, type Settling } from '../../organization/asset-plan';
import { mustGrant } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember, mustNotBeLastOwner } from '../../organization/people';

export interface SuspendMember extends Settling {
  readonly organizationId: string;
  readonly personId: string;
}

/** I-1, I-3, I-4, W4: as removing somebody, but they stay a member and can be reinstated; what they own is settled. */
export const suspendMember: Decide<Organization, SuspendMember, OrganizationEvent> = (state, command, { actor }) => {
  const { people } = state;
  const { personId } = command;
  const suspender = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  mustGrant(state, suspender.roles, member.roles);
  if (member.suspended) return [];
  mustNotBeLastOwner(people, member);
  if (suspender.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  return [memberSuspended({ personId, ...settled(people, personId, command) })];
};

import { memberRolesChanged, refused, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember, mustNotBeLastOwner } from '../../organization/people';
import { mustGrant } from '../../organization/can-grant';
import { mustHaveSeat } from '../../organization/seating';
import { inOrder, mustExist, sameRoles } from '../../organization/roles';
import { madeToSuit } from '../../organization/workspace-members';

export interface ChangeMemberRoles {
  readonly organizationId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
}

/**
 * I-3: both the roles that somebody has and those that they get must be in the actor's reach, so an Admin never touches
 * an Owner. I-1 comes before I-4, because the last owner should hear what to do about it. I-2: who becomes more than an
 * external may need a seat, and who becomes one is a builder where they looked after a workspace.
 */
export const changeMemberRoles: Decide<Organization, ChangeMemberRoles, OrganizationEvent> = (
  state,
  { personId, roles },
  { actor, now },
) => {
  const { people } = state;
  const changer = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  mustExist(state, roles);
  mustGrant(state, changer.roles, [...member.roles, ...roles]);
  if (sameRoles(member.roles, roles)) return [];
  if (!roles.includes('owner')) mustNotBeLastOwner(people, member);
  if (changer.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  if (!member.suspended) mustHaveSeat(state, { personId, roles }, now);
  return [memberRolesChanged({ personId, roles: [...inOrder(roles)] }), ...madeToSuit(state, personId, roles)];
};

import { refused, roleRetired, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import { mustGrant, mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { allowedBy, mustBeDefaultable, mustBeOwn, mustExist } from '../../organization/roles';

export interface RetireRole {
  readonly organizationId: string;
  readonly roleId: Role;
  readonly replacedBy?: Role | undefined;
}

/**
 * B8: who holds the role loses it and gets the replacement, so both must be in the actor's reach. I-4: whoever holds it
 * themselves gets nothing by that which they may not do already.
 */
export const retireRole: Decide<Organization, RetireRole, OrganizationEvent> = (
  state,
  { roleId, replacedBy },
  { actor },
) => {
  const { people, roles } = state;
  const retirer = actingMember(people, actor);
  mustBeOwn(roles, roleId);
  mustGrant(roles, retirer.roles, [roleId]);
  if (replacedBy === undefined) {
    mustBeUnused(state, roleId);
    return [roleRetired({ roleId })];
  }
  if (replacedBy === roleId) throw refused('ROLE_NOT_FOUND', { role: roleId });
  mustExist(roles, [replacedBy]);
  mustGrant(roles, retirer.roles, [replacedBy]);
  if (roles.default === roleId) mustBeDefaultable(replacedBy);
  if (retirer.roles.includes(roleId)) mustHold(roles, retirer.roles, allowedBy(roles, replacedBy));
  return [roleRetired({ roleId, replacedBy })];
};

/** @throws Refused ROLE_IN_USE with how many hold it, how many are invited as it, and whether it is the default */
function mustBeUnused({ people, invitations, roles }: Frozen<Organization>, roleId: Role): void {
  const holds = (each: { readonly roles: readonly Role[] } | undefined) => each?.roles.includes(roleId) === true;
  const members = [...people.members.values()].filter(holds).length;
  const invited = [...invitations.openOf.values()].filter((id) => holds(invitations.all.get(id))).length;
  const isDefault = roles.default === roleId;
  if (members > 0 || invited > 0 || isDefault) throw refused('ROLE_IN_USE', { members, invited, isDefault });
}

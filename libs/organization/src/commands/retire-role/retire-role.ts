import { refused, roleRetired, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import { mustGrant, mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { allowedBy, mustBeDefaultable, mustBeOwn, mustExist, without } from '../../organization/roles';
import { unsuited } from '../../organization/workspace-members';

export interface RetireRole {
  readonly organizationId: string;
  readonly roleId: Role;
  readonly replacedBy?: Role | undefined;
}

/**
 * B8: who holds the role loses it and gets the replacement, so both must be in the actor's reach. I-4: whoever holds it
 * themselves gets nothing by that which they may not do already. W15: nobody who looks after a workspace becomes an
 * external by it.
 */
export const retireRole: Decide<Organization, RetireRole, OrganizationEvent> = (
  state,
  { roleId, replacedBy },
  { actor },
) => {
  const { people, roles } = state;
  const retirer = actingMember(people, actor);
  mustBeOwn(roles, roleId);
  mustGrant(state, retirer.roles, [roleId]);
  if (replacedBy === undefined) {
    mustBeUnused(state, roleId);
    return [roleRetired({ roleId })];
  }
  if (replacedBy === roleId) throw refused('ROLE_NOT_FOUND', { role: roleId });
  mustExist(state, [replacedBy]);
  mustGrant(state, retirer.roles, [replacedBy]);
  if (roles.default === roleId) mustBeDefaultable(replacedBy);
  mustSuitHolders(state, roleId, replacedBy);
  if (retirer.roles.includes(roleId)) mustHold(state, retirer.roles, allowedBy(state, replacedBy));
  return [roleRetired({ roleId, replacedBy })];
};

/**
 * What they are in workspaces is not changed by the way, of so many at once.
 * @throws Refused ROLE_NOT_GRANTABLE with the replacement that would not let a holder be what they are in a workspace
 */
function mustSuitHolders(state: Frozen<Organization>, roleId: Role, replacedBy: Role): void {
  if (replacedBy !== 'external') return;
  const holders = [...state.people.members.values()].filter(({ roles }) => roles.includes(roleId));
  if (holders.some(({ personId, roles }) => unsuited(state, personId, without(roles, roleId, replacedBy)).length > 0))
    throw refused('ROLE_NOT_GRANTABLE', { roles: [replacedBy] });
}

/** @throws Refused ROLE_IN_USE with how many hold it, how many are invited as it, and whether it is the default */
function mustBeUnused({ people, invitations, roles }: Frozen<Organization>, roleId: Role): void {
  const holds = (each: { readonly roles: readonly Role[] } | undefined) => each?.roles.includes(roleId) === true;
  const members = [...people.members.values()].filter(holds).length;
  const invited = [...invitations.openOf.values()].filter((id) => holds(invitations.all.get(id))).length;
  const isDefault = roles.default === roleId;
  if (members > 0 || invited > 0 || isDefault) throw refused('ROLE_IN_USE', { members, invited, isDefault });
}

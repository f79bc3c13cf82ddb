import {
  peoplesPermissions,
  rolePermissionsChanged,
  type OrganizationEvent,
  type Permission,
  type Role,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrant, mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { allowedBy, mustBeOwn } from '../../organization/roles';

export interface ChangeRolePermissions {
  readonly organizationId: string;
  readonly roleId: Role;
  readonly permissions: readonly Permission[];
}

/**
 * B8, I-4: to change a role is to give to all who hold it, and to take from them. So it takes who may grant it, and who
 * may do all that it allowed and will allow: nobody widens what they hold themselves.
 */
export const changeRolePermissions: Decide<Organization, ChangeRolePermissions, OrganizationEvent> = (
  state,
  { roleId, permissions },
  { actor },
) => {
  const { people, roles } = state;
  const changer = actingMember(people, actor);
  const role = mustBeOwn(roles, roleId);
  mustHold(state, changer.roles, [...allowedBy(state, roleId), ...permissions]);
  mustGrant(state, changer.roles, [roleId]);
  const each = peoplesPermissions.filter((permission) => permissions.includes(permission));
  if (isSame(role.permissions, each)) return [];
  return [rolePermissionsChanged({ roleId, permissions: each })];
};

const isSame = (before: readonly string[], after: readonly Permission[]): boolean =>
  before.length === after.length && after.every((name) => before.includes(name));

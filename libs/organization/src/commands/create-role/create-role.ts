import { peoplesPermissions, roleCreated, type OrganizationEvent, type Permission } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { mustBeFree, mustHaveRoomForRole } from '../../organization/roles';

export interface CreateRole {
  readonly organizationId: string;
  readonly name: string;
  readonly purpose?: string | undefined;
  readonly permissions: readonly Permission[];
}

/** B8: a role that allows nothing that its maker may not do. Its id follows from the command. */
export const createRole: Decide<Organization, CreateRole, OrganizationEvent> = (
  state,
  { name, purpose, permissions },
  { actor, id },
) => {
  const { people, roles } = state;
  const maker = actingMember(people, actor);
  mustHold(state, maker.roles, permissions);
  mustBeFree(roles, name);
  mustHaveRoomForRole(state);
  const each = peoplesPermissions.filter((permission) => permissions.includes(permission));
  return [roleCreated({ roleId: id('role'), permissions: each }, { name, purpose })];
};

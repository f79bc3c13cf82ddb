import { roleCreated, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { allowedBy, mustBeFree, mustExist, mustHaveRoomForRole } from '../../organization/roles';

export interface CloneRole {
  readonly organizationId: string;
  /** What is copied: a built-in role or one of the organization's own. */
  readonly role: Role;
  readonly name: string;
  readonly purpose?: string | undefined;
}

/** B8: a copy of what a role allows now, for whoever may do all of that themselves. Its id follows from the command. */
export const cloneRole: Decide<Organization, CloneRole, OrganizationEvent> = (
  state,
  { role, name, purpose },
  { actor, id },
) => {
  const { people, roles } = state;
  const maker = actingMember(people, actor);
  mustExist(state, [role]);
  const permissions = allowedBy(state, role);
  mustHold(state, maker.roles, permissions);
  mustBeFree(roles, name);
  mustHaveRoomForRole(state);
  return [roleCreated({ roleId: id('role'), permissions: [...permissions], copiedFrom: role }, { name, purpose })];
};

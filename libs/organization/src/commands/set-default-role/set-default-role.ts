import { defaultRoleSet, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrant } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { mustBeDefaultable, mustExist } from '../../organization/roles';

export interface SetDefaultRole {
  readonly organizationId: string;
  readonly role: Role;
}

/** B8, I-3: who says what others come in as, grants it to them. */
export const setDefaultRole: Decide<Organization, SetDefaultRole, OrganizationEvent> = (state, { role }, { actor }) => {
  const { people, roles } = state;
  const setter = actingMember(people, actor);
  mustExist(state, [role]);
  mustBeDefaultable(role);
  mustGrant(state, setter.roles, [role]);
  return roles.default === role ? [] : [defaultRoleSet({ role })];
};

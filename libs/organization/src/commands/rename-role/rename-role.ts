import { roleRenamed, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFree, mustBeOwn } from '../../organization/roles';

export interface RenameRole {
  readonly organizationId: string;
  readonly roleId: Role;
  readonly name: string;
}

/** B8: the new name, or nothing when it is called so already. */
export const renameRole: Decide<Organization, RenameRole, OrganizationEvent> = ({ roles }, { roleId, name }) => {
  const role = mustBeOwn(roles, roleId);
  if (role.name === name) return [];
  mustBeFree(roles, name, roleId);
  return [roleRenamed({ roleId }, { name })];
};

import { rolePurposeChanged, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeOwn } from '../../organization/roles';

export interface ChangeRolePurpose {
  readonly organizationId: string;
  readonly roleId: Role;
  readonly purpose?: string | undefined;
}

/** B8: what a role is for from now on, or nothing when it says so already. */
export const changeRolePurpose: Decide<Organization, ChangeRolePurpose, OrganizationEvent> = (
  { roles },
  { roleId, purpose },
) => (mustBeOwn(roles, roleId).purpose === purpose ? [] : [rolePurposeChanged({ roleId }, { purpose })]);

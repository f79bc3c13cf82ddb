import type { OrganizationPolicies, Role } from '@annals/contracts';
import { bitsOf, type Bits } from './bits';

/** What an organization decides that changes what roles there are and what they allow (domain.md X4, X6, X8, X9). */
export type ReferencePolicies = Pick<
  OrganizationPolicies,
  | 'hiddenRoles'
  | 'customRoles'
  | 'workspaceRoles'
  | 'membersMayCreateWorkspaces'
  | 'workspaceOwnersMayInvite'
  | 'adminHasBilling'
  | 'adminMayDelete'
  | 'membersMayLeave'
>;

export const asBegun: ReferencePolicies = {
  hiddenRoles: [],
  customRoles: true,
  workspaceRoles: true,
  membersMayCreateWorkspaces: false,
  workspaceOwnersMayInvite: false,
  adminHasBilling: true,
  adminMayDelete: false,
  membersMayLeave: true,
};

const billing = bitsOf(['org.billing_address:read', 'org.billing_address:write']);
const deletes = bitsOf(['org:delete']);
const leaves = bitsOf(['members:leave']);
const makesWorkspaces = bitsOf(['workspaces:create']);
const seesAll = bitsOf(['workspaces:list_all', 'bots:read', 'runs:read']);

/** What a built-in role allows that the catalogue gives `bits`. */
export function allowedUnder(policies: ReferencePolicies, role: Role, bits: Bits = 0n): Bits {
  if (role === 'owner') return bits;
  if (role === 'admin') {
    const billed = policies.adminHasBilling ? bits : bits & ~billing;
    return policies.adminMayDelete ? billed | deletes : billed;
  }
  let all = policies.membersMayLeave ? bits : bits & ~leaves;
  if (role !== 'member' && role !== 'developer') return all;
  if (!policies.workspaceRoles) all |= seesAll;
  return policies.membersMayCreateWorkspaces ? all | makesWorkspaces : all;
}

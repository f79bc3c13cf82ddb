import { unsaidPolicies, type OrganizationEvent, type PoliciesInForce } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** What an organization has decided about itself (X1–X15): the newest value of each policy. */
export interface Policies {
  inForce: PoliciesInForce;
}

export const unsaid = (): Policies => ({ inForce: unsaidPolicies });

export const policiesEvolve = {
  OrgPolicyChanged(policies, { data }): void {
    policies.inForce = policiesAfter(policies.inForce, data);
  },
} satisfies SliceEvolve<Policies, OrganizationEvent>;

type Said = Extract<OrganizationEvent, { readonly type: 'OrgPolicyChanged' }>['data'];

/** The policies after an event: what it leaves out stays, and what this release does not know is nowhere in them. */
export const policiesAfter = (before: PoliciesInForce, said: Said): PoliciesInForce => ({
  hiddenRoles: said.hiddenRoles ?? before.hiddenRoles,
  customRoles: said.customRoles ?? before.customRoles,
  ownerTerm: said.ownerTerm ?? before.ownerTerm,
  workspaceTerm: said.workspaceTerm ?? before.workspaceTerm,
  workspaceRoles: said.workspaceRoles ?? before.workspaceRoles,
  membersMayCreateWorkspaces: said.membersMayCreateWorkspaces ?? before.membersMayCreateWorkspaces,
  adminHasBilling: said.adminHasBilling ?? before.adminHasBilling,
  adminMayDelete: said.adminMayDelete ?? before.adminMayDelete,
  discoverable: said.discoverable ?? before.discoverable,
  membersMayLeave: said.membersMayLeave ?? before.membersMayLeave,
  invitationsPerDay: said.invitationsPerDay ?? before.invitationsPerDay,
  externalsTakeSeats: said.externalsTakeSeats ?? before.externalsTakeSeats,
});

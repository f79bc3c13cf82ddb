import { policyNames, unsaidPolicies, type OrganizationEvent, type PoliciesInForce } from '@annals/contracts';
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

/** The policies after an event: what it leaves out stays, and what this release does not know is left out. */
export function policiesAfter(before: PoliciesInForce, data: Said): PoliciesInForce {
  const said = policyNames.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]);
  return { ...before, ...Object.fromEntries(said) };
}

import {
  policiesAfter,
  refused,
  unsaidPolicies,
  type OrganizationEvent,
  type PoliciesInForce,
} from '@annals/contracts';
import type { Frozen, SliceEvolve } from '@annals/kernel';

/** What an organization has decided about itself (X1–X15): the newest value of each policy. */
export interface Policies {
  inForce: PoliciesInForce;
}

/** Said of an address that would come in. */
export interface AtOwnDomain {
  /** Whether it is at a domain that the organization has verified. */
  readonly atOwnDomain?: boolean | undefined;
}

export const unsaid = (): Policies => ({ inForce: unsaidPolicies });

export const policiesEvolve = {
  OrgPolicyChanged(policies, { data }): void {
    policies.inForce = policiesAfter(policies.inForce, data);
  },
} satisfies SliceEvolve<Policies, OrganizationEvent>;

/**
 * I-6: whether an address may come in here. Which domains are verified is in another stream, so whoever asks says what was
 * true a moment ago; who says nothing says no. @throws Refused EMAIL_DOMAIN_NOT_ALLOWED
 */
export function mustBeWelcome({ inForce }: Frozen<Policies>, { atOwnDomain = false }: AtOwnDomain): void {
  if (inForce.ownDomainsOnly && !atOwnDomain) throw refused('EMAIL_DOMAIN_NOT_ALLOWED');
}

import { domainRemoved, refused, type SecurityEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDomain, type Security } from '../../security/security';

export interface RemoveDomain {
  readonly organizationId: string;
  readonly domainId: string;
  /** Whether only people at verified domains come in: that is in another stream, and was true a moment ago. */
  readonly ownDomainsOnly?: boolean;
}

/**
 * Nobody joins by it any more; who did stays. I-6: the last door that a policy left open is not closed by it.
 * @throws Refused DOMAIN_NOT_FOUND, OWN_DOMAIN_REQUIRED
 */
export const removeDomain: Decide<Security, RemoveDomain, SecurityEvent> = (state, { domainId, ownDomainsOnly }) => {
  const { verified } = mustBeDomain(state, domainId);
  const others = [...state.domains.values()].filter((each) => each.verified && each.domainId !== domainId);
  if (ownDomainsOnly === true && verified && others.length === 0) throw refused('OWN_DOMAIN_REQUIRED');
  return [domainRemoved({ domainId })];
};

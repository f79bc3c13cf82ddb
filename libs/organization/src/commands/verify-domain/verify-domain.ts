import { domainLost, domainVerified, type SecurityEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDomain, type Security } from '../../security/security';

export interface VerifyDomain {
  readonly organizationId: string;
  readonly domainId: string;
  /** Whether the record was there a moment ago. */
  readonly found: boolean;
}

/** A domain is the organization's while its record is there. @throws Refused DOMAIN_NOT_FOUND */
export const verifyDomain: Decide<Security, VerifyDomain, SecurityEvent> = (state, { domainId, found }) => {
  const { verified } = mustBeDomain(state, domainId);
  if (verified === found) return [];
  return [found ? domainVerified({ domainId }) : domainLost({ domainId })];
};

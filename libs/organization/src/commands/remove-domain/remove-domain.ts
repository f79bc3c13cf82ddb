import { domainRemoved, type SecurityEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDomain, type Security } from '../../security/security';

export interface RemoveDomain {
  readonly organizationId: string;
  readonly domainId: string;
}

/** Nobody joins by it any more; who did stays. @throws Refused DOMAIN_NOT_FOUND */
export const removeDomain: Decide<Security, RemoveDomain, SecurityEvent> = (state, { domainId }) => {
  mustBeDomain(state, domainId);
  return [domainRemoved({ domainId })];
};

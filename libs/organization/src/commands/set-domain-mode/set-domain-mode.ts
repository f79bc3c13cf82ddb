import { domainModeSet, refused, type DomainMode, type SecurityEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDomain, type Security } from '../../security/security';

export interface SetDomainMode {
  readonly organizationId: string;
  readonly domainId: string;
  readonly mode: DomainMode;
}

/** What a verified domain opens. @throws Refused DOMAIN_NOT_FOUND, DOMAIN_NOT_VERIFIED */
export const setDomainMode: Decide<Security, SetDomainMode, SecurityEvent> = (state, { domainId, mode }) => {
  const domain = mustBeDomain(state, domainId);
  if (mode !== 'off' && !domain.verified) throw refused('DOMAIN_NOT_VERIFIED');
  return domain.mode === mode ? [] : [domainModeSet({ domainId, mode })];
};

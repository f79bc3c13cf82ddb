import { refused, type SecurityEvent } from '@annals/contracts';
import type { Frozen, Stream } from '@annals/kernel';

export interface Domain {
  readonly domainId: string;
  readonly domain: string;
  readonly verified: boolean;
  /** An open word: what it opens while it is verified. */
  readonly mode: string;
}

/** What decisions about the security of an organization rest on. */
export interface Security {
  readonly domains: Map<string, Domain>;
}

function change({ domains }: Security, domainId: string, changes: Partial<Domain>): void {
  const domain = domains.get(domainId);
  if (domain) domains.set(domainId, { ...domain, ...changes });
}

/** Stream `security-{organizationId}` (history.md §7). */
export const security: Stream<Security, SecurityEvent> = {
  category: 'security',
  initial: () => ({ domains: new Map() }),
  evolve: {
    DomainAdded({ domains }, { data: { domainId }, text: { domain } }): void {
      domains.set(domainId, { domainId, domain, verified: false, mode: 'off' });
    },
    DomainVerified: (state, { data }): void => change(state, data.domainId, { verified: true }),
    DomainLost: (state, { data }): void => change(state, data.domainId, { verified: false }),
    DomainModeSet: (state, { data }): void => change(state, data.domainId, { mode: data.mode }),
    DomainRemoved({ domains }, { data }): void {
      domains.delete(data.domainId);
    },
  },
};

/** @throws Refused DOMAIN_NOT_FOUND */
export function mustBeDomain({ domains }: Frozen<Security>, domainId: string): Frozen<Domain> {
  const domain = domains.get(domainId);
  if (!domain) throw refused('DOMAIN_NOT_FOUND');
  return domain;
}

/** Whether people with an address there come in by it now: they join by themselves, or ask to. */
export const isOpen = ({ verified, mode }: Frozen<Domain>): boolean => verified && (mode === 'join' || mode === 'ask');

/** The claim on a domain, among all organizations. */
export const domainClaim = (domain: string) => ({ scope: 'global', kind: 'domain', value: domain });

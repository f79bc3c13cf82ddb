import { domainAdded, MOST_DOMAINS, refused, type SecurityEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Security } from '../../security/security';

export interface AddDomain {
  readonly organizationId: string;
  readonly domain: string;
  /** Whether anybody can have an address there. */
  readonly isPublic: boolean;
}

/** P1: a domain that is not everybody's, once. @throws Refused PUBLIC_DOMAIN, DOMAIN_ALREADY_ADDED, DOMAIN_LIMIT_REACHED */
export const addDomain: Decide<Security, AddDomain, SecurityEvent> = ({ domains }, { domain, isPublic }, { id }) => {
  if (isPublic) throw refused('PUBLIC_DOMAIN');
  if ([...domains.values()].some((each) => each.domain === domain)) throw refused('DOMAIN_ALREADY_ADDED');
  if (domains.size >= MOST_DOMAINS) throw refused('DOMAIN_LIMIT_REACHED', { limit: MOST_DOMAINS });
  return [domainAdded({ domainId: id('domain') }, { domain })];
};

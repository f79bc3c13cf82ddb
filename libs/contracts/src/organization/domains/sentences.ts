import { domain, tells, type SentenceTemplate } from '../../sentence';
import { domainAdded, domainLost, domainModeSet, domainRemoved, domainVerified, type SecurityEvent } from './events';

const modes: Readonly<Record<string, string>> = {
  off: 'lets nobody join by',
  ask: 'lets people ask to join by an address at',
  join: 'lets people join by an address at',
};

export const securitySentences: { readonly [Type in SecurityEvent['type']]: SentenceTemplate<Type> } = {
  DomainAdded: tells(domainAdded, ({ domainId }) => ['added the domain ', domain(domainId)]),
  DomainVerified: tells(domainVerified, ({ domainId }) => ['verified ', domain(domainId), ' by its record in the DNS']),
  DomainLost: tells(domainLost, ({ domainId }) => ['found no record of ', domain(domainId), ' any more']),
  DomainModeSet: tells(domainModeSet, ({ domainId, mode }) => [`${modes[mode] ?? `set (${mode})`} `, domain(domainId)]),
  DomainRemoved: tells(domainRemoved, ({ domainId }) => ['removed the domain ', domain(domainId)]),
};

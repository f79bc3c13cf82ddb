import { tells, type SentenceTemplate } from '../../sentence';
import { domainAdded, domainLost, domainModeSet, domainRemoved, domainVerified, type SecurityEvent } from './events';

const modes: Readonly<Record<string, string>> = {
  off: 'lets nobody join by a domain any more',
  join: 'lets people with an address at a domain join',
};

export const securitySentences: { readonly [Type in SecurityEvent['type']]: SentenceTemplate<Type> } = {
  DomainAdded: tells(domainAdded, (_, text) => [`added the domain ${text('domain')}`]),
  DomainVerified: tells(domainVerified, () => ['verified a domain by its record in the DNS']),
  DomainLost: tells(domainLost, () => ['found the record of a domain gone']),
  DomainModeSet: tells(domainModeSet, ({ mode }) => [modes[mode] ?? `set what a domain does (${mode})`]),
  DomainRemoved: tells(domainRemoved, () => ['removed a domain']),
};

import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, word } from '../../words';
import { domainModes } from './modes';

/**
 * Stream `security-{organizationId}`: the domains of an organization (history.md §7). Which one has a name for itself is
 * a claim in the vault.
 */
export const domainAdded = defineEvent('DomainAdded', {
  data: { domainId: id },
  text: { domain: z.string().max(253) },
});
/** Its record in the DNS was there. */
export const domainVerified = defineEvent('DomainVerified', { data: { domainId: id } });
/** Its record is gone: nobody joins by it any more, until it is verified again. */
export const domainLost = defineEvent('DomainLost', { data: { domainId: id } });
/** What it opens to people with an address there. */
export const domainModeSet = defineEvent('DomainModeSet', { data: { domainId: id, mode: word(domainModes) } });
export const domainRemoved = defineEvent('DomainRemoved', { data: { domainId: id } });

export const securityEvents = { domainAdded, domainVerified, domainLost, domainModeSet, domainRemoved };
export type SecurityEvent = EventOf<(typeof securityEvents)[keyof typeof securityEvents]>;

import { domainAdded, domainModeSet, domainVerified, type SecurityEvent } from '@annals/contracts';

/** A domain for specs: added, verified, and open to people with an address there. */
export const domainId = '0e000000-0000-4000-8000-00000000000e';
export const halden: SecurityEvent = domainAdded({ domainId }, { domain: 'halden.example' });
export const verified: SecurityEvent = domainVerified({ domainId });
export const open: SecurityEvent = domainModeSet({ domainId, mode: 'join' });

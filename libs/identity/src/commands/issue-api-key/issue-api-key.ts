import { apiKeyIssued, botKeyPermissions, refused, type KeysEvent, type Permission } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { expiryOf } from '../../keys/expiry';
import type { Keys } from '../../keys/keys';

/** A key of the organization, for a service. */
export interface IssueApiKey {
  readonly organizationId: string;
  readonly name: string;
  readonly expiresInDays: number;
  readonly permissions: readonly Permission[];
  /** What the issuer may do: a key is never allowed more. */
  readonly issuerMay: readonly Permission[];
}

/** §4.15. What only bots report about themselves is for bots' own keys, whoever issues. @throws Refused PERMISSION_ESCALATION, EXPIRY_TOO_FAR */
export const issueApiKey: Decide<Keys, IssueApiKey, KeysEvent> = (_keys, { name, expiresInDays, permissions, issuerMay }, { now, id }) => {
  const wanted = [...new Set(permissions)];
  const beyond = wanted.filter((permission) => !issuerMay.includes(permission) || botKeyPermissions.includes(permission));
  if (beyond.length > 0) throw refused('PERMISSION_ESCALATION', { permissions: beyond });
  return [apiKeyIssued({ keyId: id('key'), permissions: wanted, expiresAt: expiryOf(now, expiresInDays) }, { name })];
};

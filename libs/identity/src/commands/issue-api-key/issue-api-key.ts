import { apiKeyIssued, type KeysEvent, type Permission } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { expiryOf } from '../../keys/expiry';
import { mustGive, type Issuer } from '../../keys/issuer';
import type { Keys } from '../../keys/keys';
import { mustHaveRoom } from '../../keys/limits';

/** A key of the person who issues it, for a service that acts for them. */
export interface IssueApiKey {
  readonly organizationId: string;
  readonly name: string;
  readonly expiresInDays: number;
  readonly permissions: readonly Permission[];
  readonly issuer: Issuer;
}

/**
 * §4.15. What only bots report about themselves is for bots' own keys: no person may it, so nobody can give it.
 * @throws Refused FORBIDDEN, PERMISSION_FOR_PEOPLE_ONLY, PERMISSION_ESCALATION, EXPIRY_TOO_FAR, API_KEY_LIMIT_REACHED
 */
export const issueApiKey: Decide<Keys, IssueApiKey, KeysEvent> = (
  state,
  { name, expiresInDays, permissions, issuer },
  { now, id },
) => {
  const given = [...new Set(permissions)];
  mustGive(issuer, given);
  const expiresAt = expiryOf(now, expiresInDays);
  const holder = { kind: 'person', id: issuer.personId, membership: issuer.membership } as const;
  mustHaveRoom(state, holder, now);
  return [
    apiKeyIssued({ keyId: id('key'), holder, issuedBy: issuer.personId, permissions: given, expiresAt }, { name }),
  ];
};

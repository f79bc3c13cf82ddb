import { apiKeyIssued, botKeyPermissions, type KeysEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { expiryOf } from '../../keys/expiry';
import { mustIssueKeys, type Issuer } from '../../keys/issuer';
import type { Keys } from '../../keys/keys';
import { mustHaveRoom } from '../../keys/limits';

/** A bot's own key: for its heartbeat and its runs, and nothing else. */
export interface IssueBotKey {
  readonly organizationId: string;
  readonly botId: string;
  readonly name: string;
  readonly expiresInDays: number;
  readonly issuer: Issuer;
}

/** @throws Refused FORBIDDEN, EXPIRY_TOO_FAR, API_KEY_LIMIT_REACHED */
export const issueBotKey: Decide<Keys, IssueBotKey, KeysEvent> = (
  state,
  { botId, name, expiresInDays, issuer },
  { now, id },
) => {
  mustIssueKeys(issuer);
  const expiresAt = expiryOf(now, expiresInDays);
  const holder = { kind: 'bot', id: botId } as const;
  mustHaveRoom(state, holder, now);
  return [
    apiKeyIssued(
      { keyId: id('key'), holder, issuedBy: issuer.personId, permissions: [...botKeyPermissions], expiresAt },
      { name },
    ),
  ];
};

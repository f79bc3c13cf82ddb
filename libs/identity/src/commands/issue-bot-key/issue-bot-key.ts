import { apiKeyIssued, botKeyPermissions, type KeysEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { expiryOf } from '../../keys/expiry';
import type { Keys } from '../../keys/keys';

/** A bot's own key: for its heartbeat and its runs, and nothing else. */
export interface IssueBotKey {
  readonly organizationId: string;
  readonly botId: string;
  readonly name: string;
  readonly expiresInDays: number;
}

/** @throws Refused EXPIRY_TOO_FAR */
export const issueBotKey: Decide<Keys, IssueBotKey, KeysEvent> = (_keys, { botId, name, expiresInDays }, { now, id }) =>
  [apiKeyIssued({ keyId: id('key'), botId, permissions: [...botKeyPermissions], expiresAt: expiryOf(now, expiresInDays) }, { name })];

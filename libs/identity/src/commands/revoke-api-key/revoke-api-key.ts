import { apiKeyRevoked, refused, type KeyEnd, type KeysEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Keys } from '../../keys/keys';

export interface RevokeApiKey {
  readonly organizationId: string;
  readonly keyId: string;
  /** In the path of a bot only that bot's keys exist. */
  readonly botId?: string;
  /** Why: `revoked` unless something else than somebody's wish ended it. */
  readonly cause?: KeyEnd;
}

/** @throws Refused API_KEY_NOT_FOUND, API_KEY_REVOKED */
export const revokeApiKey: Decide<Keys, RevokeApiKey, KeysEvent> = ({ byId }, { keyId, botId, cause = 'revoked' }) => {
  const key = byId.get(keyId);
  if (!key || (botId !== undefined && !(key.holder.kind === 'bot' && key.holder.id === botId)))
    throw refused('API_KEY_NOT_FOUND');
  if (key.revoked) throw refused('API_KEY_REVOKED');
  return [apiKeyRevoked({ keyId, cause })];
};

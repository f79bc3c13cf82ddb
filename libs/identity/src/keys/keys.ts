import type { KeysEvent } from '@annals/contracts';
import type { Stream } from '@annals/kernel';

/** The API keys of an organization: stream `keys-{organizationId}`. */
export interface Keys {
  readonly byId: Map<string, { readonly botId?: string; revoked: boolean }>;
}

export const keys: Stream<Keys, KeysEvent> = {
  category: 'keys',
  initial: () => ({ byId: new Map() }),
  evolve: {
    ApiKeyIssued: ({ byId }, { data }) => {
      byId.set(data.keyId, { ...(data.botId === undefined ? {} : { botId: data.botId }), revoked: false });
    },
    ApiKeyRevoked: ({ byId }, { data }) => {
      const key = byId.get(data.keyId);
      if (key) key.revoked = true;
    },
  },
};

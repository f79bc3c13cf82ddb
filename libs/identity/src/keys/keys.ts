import type { KeyHolder, KeysEvent } from '@annals/contracts';
import type { Frozen, Instant, Stream } from '@annals/kernel';

export interface Key {
  readonly holder: KeyHolder;
  readonly expiresAt: Instant;
  revoked: boolean;
}

/** The API keys of an organization: stream `keys-{organizationId}`. */
export interface Keys {
  readonly byId: Map<string, Key>;
}

export const keys: Stream<Keys, KeysEvent> = {
  category: 'keys',
  initial: () => ({ byId: new Map() }),
  evolve: {
    ApiKeyIssued: ({ byId }, { data: { keyId, holder, expiresAt } }) => {
      byId.set(keyId, { holder, expiresAt, revoked: false });
    },
    ApiKeyRevoked: ({ byId }, { data }) => {
      const key = byId.get(data.keyId);
      if (key) key.revoked = true;
    },
  },
};

/** The keys of a bot that were not ended yet. */
export function keysOfBot({ byId }: Frozen<Keys>, botId: string): string[] {
  return [...byId].flatMap(([keyId, { holder, revoked }]) =>
    holder.kind === 'bot' && holder.id === botId && !revoked ? [keyId] : [],
  );
}

/** The keys of a person that belong to a membership which is not theirs now (any more), and were not ended yet. */
export function leftBehind({ byId }: Frozen<Keys>, personId: string, membership: number | undefined): string[] {
  return [...byId].flatMap(([keyId, { holder, revoked }]) =>
    holder.kind === 'person' && holder.id === personId && holder.membership !== membership && !revoked ? [keyId] : [],
  );
}

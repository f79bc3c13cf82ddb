import { refused, type NewKeyHolder } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { Keys } from './keys';

/** How many keys may open something at one time. */
export const keyLimits = { person: 50, bot: 10, service: 50, organization: 500 } as const;

/** @throws Refused API_KEY_LIMIT_REACHED for one more key of this holder */
export function mustHaveRoom({ byId }: Frozen<Keys>, holder: NewKeyHolder, now: Instant): void {
  const open = [...byId.values()].filter(({ revoked, expiresAt }) => !revoked && now < expiresAt);
  const own = open.filter((key) => key.holder.kind === holder.kind && key.holder.id === holder.id);
  if (own.length >= keyLimits[holder.kind])
    throw refused('API_KEY_LIMIT_REACHED', { limit: keyLimits[holder.kind], of: holder.kind });
  if (open.length >= keyLimits.organization)
    throw refused('API_KEY_LIMIT_REACHED', { limit: keyLimits.organization, of: 'organization' });
}

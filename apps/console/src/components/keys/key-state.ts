import type { ApiKey } from '@annals/contracts';
import type { z } from 'zod';

type Ends = Pick<z.output<typeof ApiKey>, 'revokedAt' | 'endedBy' | 'expiresAt'>;

/**
 * Whether a key opens anything: revoked for good, ended with the membership of whose it was, past its end, or active.
 */
export function keyState(key: Ends, now: number): 'active' | 'expired' | 'revoked' | 'ended' {
  if (key.revokedAt !== null)
    return key.endedBy === 'membership_ended' || key.endedBy === 'bot_retired' ? 'ended' : 'revoked';
  return new Date(key.expiresAt).getTime() <= now ? 'expired' : 'active';
}

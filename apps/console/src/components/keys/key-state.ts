import type { ApiKey } from '@annals/contracts';
import type { z } from 'zod';

/** Whether a key opens anything: revoked for good, past its end, or active. */
export function keyState(key: Pick<z.output<typeof ApiKey>, 'revokedAt' | 'expiresAt'>, now: number): 'active' | 'expired' | 'revoked' {
  if (key.revokedAt !== null) return 'revoked';
  return new Date(key.expiresAt).getTime() <= now ? 'expired' : 'active';
}

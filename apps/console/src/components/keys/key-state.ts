import type { ApiKey } from '@annals/contracts';
import type { z } from 'zod';
import { list } from '../../format/words';

type Ends = Pick<z.output<typeof ApiKey>, 'revokedAt' | 'endedBy' | 'expiresAt'>;

/**
 * Whether a key opens anything: revoked for good, ended with the membership of whose it was, past its end, or active.
 */
export function keyState(key: Ends, now: number): 'active' | 'expired' | 'revoked' | 'ended' {
  if (key.revokedAt !== null) return key.endedBy === 'membership_ended' ? 'ended' : 'revoked';
  return new Date(key.expiresAt).getTime() <= now ? 'expired' : 'active';
}

/** "2 API keys of Ada end: deploy and export." Nothing when there is none. */
export function keysThatEnd(keys: readonly { readonly name: string }[], of: string): string | undefined {
  if (keys.length === 0) return undefined;
  const names = list(keys.map(({ name }) => name));
  return keys.length === 1 ? `The API key ${names} of ${of} ends.` : `${keys.length} API keys of ${of} end: ${names}.`;
}

import type { RefusalCode } from '@annals/contracts';
import { Refused } from '@annals/kernel';

/**
 * Why a live stream ended: who listened is nobody any more, or may not see the organization any more. The console
 * leaves the page by it.
 */
export type EndedBecause = 'UNAUTHENTICATED' | 'ORG_NOT_FOUND';

const because: Partial<Record<RefusalCode, EndedBecause>> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  API_KEY_EXPIRED: 'UNAUTHENTICATED',
  ORG_NOT_FOUND: 'ORG_NOT_FOUND',
  FORBIDDEN: 'ORG_NOT_FOUND',
};
const reasons: ReadonlyMap<string, EndedBecause> = new Map(Object.entries(because));

/**
 * Asks whether somebody may go on listening. @returns why not; undefined: they may. Anything but a refusal is an error.
 */
export async function endedBecause(allowed: () => Promise<unknown>): Promise<EndedBecause | undefined> {
  try {
    await allowed();
    return undefined;
  } catch (error) {
    const reason = error instanceof Refused ? reasons.get(String(error.code)) : undefined;
    if (reason === undefined) throw error;
    return reason;
  }
}

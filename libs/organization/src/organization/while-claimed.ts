import { Refused } from '@annals/kernel';
import type { Claim, TakenClaim, Vault } from '@annals/vault';

/**
 * Takes a claim while something is decided that rests on it: what was decided makes it lasting, what was refused gives
 * it up again, unless it was there before (history.md §4).
 * @param act is told whose it is: the one who asked, or somebody who had it before
 * @throws whatever `act` throws
 */
export async function whileClaimed<T>(
  { claims }: Pick<Vault, 'claims'>,
  asked: Claim & { readonly holder: string },
  act: (taken: TakenClaim) => Promise<T>,
): Promise<T> {
  const taken = await claims.take(asked);
  const claim = { ...asked, holder: taken.holder };
  try {
    const done = await act(taken);
    await claims.confirm(claim);
    return done;
  } catch (error) {
    if (error instanceof Refused && taken.outcome === 'taken') await claims.abandon(claim, taken);
    throw error;
  }
}

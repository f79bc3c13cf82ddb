import { refused, SIGNED_IN_WITHIN } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { plus, type Facts } from '@annals/kernel';
import type { Vault } from '@annals/vault';

/**
 * For what nobody can undo: whoever asks has just proved who they are.
 * @returns says no where they have not, when it is asked with the facts of the command; a remembered one is not asked
 * @throws Refused REAUTH_REQUIRED
 */
export async function signedInLately(
  vault: Pick<Vault, 'sessions'>,
  { session }: CommandContext,
): Promise<(facts: Pick<Facts, 'clock'>) => void> {
  const openedAt = session === undefined ? undefined : await vault.sessions.openedAt(session);
  return ({ clock }) => {
    if (openedAt === undefined || plus(openedAt, SIGNED_IN_WITHIN) < clock) throw refused('REAUTH_REQUIRED');
  };
}

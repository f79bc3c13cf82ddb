import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Vault } from '@annals/vault';

/** A claim that nobody gave up was of a process that died: it lapses, and no one stands behind it. */
const nobody = (): Promise<boolean> => Promise.resolve(false);

/**
 * I-6: who may come in is said by a policy, and which domains are the organization's own by another stream. So nobody
 * closes the door to all but these while somebody takes the last of them away: of two who would, one is told to ask
 * again.
 * @throws Refused CONFLICT, and whatever `act` throws
 */
export async function oneAtTheDoor<T>(
  { claims }: Pick<Vault, 'claims'>,
  organizationId: string,
  { commandId: holder }: Pick<CommandContext, 'commandId'>,
  act: () => Promise<T>,
): Promise<T> {
  const claim = { scope: organizationId, kind: 'door', value: 'own domains', holder };
  if ((await claims.take(claim, nobody)).outcome === 'held') throw refused('CONFLICT');
  try {
    return await act();
  } finally {
    await claims.giveUp(claim);
  }
}

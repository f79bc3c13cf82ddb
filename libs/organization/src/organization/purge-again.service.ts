import { ORGANIZATION_KEY, organizationPurged } from '@annals/contracts';
import { UnreadableEvent, uuidV5, type EventStore } from '@annals/eventstore';
import type { Vault } from '@annals/vault';
import { organization } from './organization';

/** Who purges again what a restored backup brings back. */
export const PURGES_AGAIN = 'system:purge-again';

/**
 * W19: a backup from before a purge brings the organization back. The journal of erasures names it: that it was purged is written
 * to the restored log, from which views and reactions then forget it as they did before. Afterwards no decision about it
 * can be taken any more, so this comes before erasures are replayed; it may be done again.
 * @returns the organizations that were there again
 */
export async function purgeAgain(store: EventStore, vault: Vault): Promise<readonly string[]> {
  const again: string[] = [];
  for (const organizationId of await vault.keys.erasedScopes(ORGANIZATION_KEY))
    if (await purged(store, vault, organizationId)) again.push(organizationId);
  return again;
}

async function purged(store: EventStore, vault: Vault, organizationId: string): Promise<boolean> {
  const target = { stream: organization, id: [organizationId] } as const;
  const commandId = uuidV5(organizationId, 'purge/again');
  try {
    const { settings, lifecycle, people } = (await store.state(target, 0)).state;
    if (!settings.created || lifecycle.status === 'deleted') return false;
    await vault.purges.remember(
      organizationId,
      [...people.members.values()].map(({ userId }) => userId),
    );
    await store.decide(target, { commandId, correlationId: commandId, actor: PURGES_AGAIN }, () => [
      organizationPurged({}),
    ]);
    return true;
  } catch (error) {
    if (error instanceof UnreadableEvent) return false; // the backup was made after the purge: its keys are gone there, too
    throw error;
  }
}

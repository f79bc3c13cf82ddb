import { UnreadableEvent } from '@annals/eventstore';
import type { Vault } from '@annals/vault';

/**
 * What is read of an organization for somebody who need not belong to it; undefined once it was purged: its key is gone,
 * and with it all that could be read.
 * @throws whatever `read` throws of any other organization
 */
export async function unlessPurged<T>(
  { purges }: Pick<Vault, 'purges'>,
  organizationId: string,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableEvent && (await purges.isPurged(organizationId))) return undefined;
    throw error;
  }
}

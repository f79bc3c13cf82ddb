import { sessionRevoked, sessionsRevoked } from '@annals/contracts';
import type { Decided } from '@annals/eventstore';
import type { DomainEvent } from '@annals/kernel';
import type { Vault } from '@annals/vault';

interface Placed {
  readonly type: string;
  readonly data: object;
  readonly revision: number;
}

/** The events of a command with their revisions. */
export const placed = ({ events, revision }: Decided<DomainEvent>): readonly Placed[] =>
  events.map((event, index) => ({ ...event, revision: revision - (events.length - 1 - index) }));

/**
 * Ends in the vault what the log ended: whoever appended it does, a reaction does where that process died, and so does
 * a restore. May be repeated.
 */
export async function endSessions(vault: Vault, events: readonly Placed[]): Promise<void> {
  for (const { type, data, revision } of events) {
    if (type === sessionRevoked.type) await vault.sessions.revoke(sessionRevoked.data.parse(data).sessionId);
    if (type === sessionsRevoked.type) {
      const { userId, before, except } = sessionsRevoked.data.parse(data);
      await vault.sessions.revokeAll({ userId, revision, before, ...(except === undefined ? {} : { except }) });
    }
  }
}

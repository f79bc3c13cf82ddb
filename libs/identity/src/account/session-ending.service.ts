import { sessionRevoked, sessionsRevoked } from '@annals/contracts';
import type { Vault } from '@annals/vault';

/**
 * Ends in the vault what the log ended: whoever appended it does, a reaction does where that process died, and so does
 * a restore. May be repeated.
 */
export async function endSessions(
  vault: Vault,
  events: readonly { readonly type: string; readonly data: object }[],
): Promise<void> {
  for (const { type, data } of events) {
    if (type === sessionRevoked.type) await vault.sessions.revoke(sessionRevoked.data.parse(data).sessionId);
    if (type === sessionsRevoked.type) {
      const { userId, before, except } = sessionsRevoked.data.parse(data);
      await vault.sessions.revokeAll({ userId, before, ...(except === undefined ? {} : { except }) });
    }
  }
}

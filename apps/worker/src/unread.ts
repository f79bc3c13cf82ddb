import { apiKeyIssued, apiKeyRevoked, sessionRevoked } from '@annals/contracts';
import type { LogEntry, UnreadEvent } from '@annals/eventstore';

/** Whether it can't be read and may be an event of one of these types; where it was renamed since, nobody knows its type of today. */
const mayBe = (entry: LogEntry, ...types: readonly string[]): entry is UnreadEvent => entry.unreadable !== undefined && (entry.concerns === undefined || types.includes(entry.concerns));

/** An API key may have been issued by it: without all of those nobody knows which keys the log does not have. */
export const mayIssueKey = (entry: LogEntry): boolean => mayBe(entry, apiKeyIssued.type);

/** @throws at an entry that can't be read and may have taken access away: a vault that is older than it would give that access back */
export function refuseUnreadEnd(entry: LogEntry): void {
  if (!mayBe(entry, apiKeyRevoked.type, sessionRevoked.type)) return;
  const { unreadable } = entry;
  throw new Error(`${unreadable.message}. It may have revoked an API key or ended a session, which would work again: finish the restore with the version of Annals that wrote it, or restore another backup.`, { cause: unreadable });
}

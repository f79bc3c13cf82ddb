import {
  apiKeyIssued,
  apiKeyRevoked,
  memberAdded,
  memberInvited,
  sessionRevoked,
  sessionsRevoked,
  userRegistered,
} from '@annals/contracts';
import type { LogEntry, UnreadEvent } from '@annals/eventstore';

/**
 * Whether it can't be read and may be an event of one of these types; where it was renamed since, nobody knows its type
 * of today.
 */
const mayBe = (entry: LogEntry, ...types: readonly string[]): entry is UnreadEvent =>
  entry.unreadable !== undefined && (entry.concerns === undefined || types.includes(entry.concerns));

/** An API key may have been issued by it: without all of those nobody knows which keys the log does not have. */
export const mayIssueKey = (entry: LogEntry): boolean => mayBe(entry, apiKeyIssued.type);

const ENDS_ACCESS = [apiKeyRevoked.type, sessionRevoked.type, sessionsRevoked.type];
const CLAIMS_ADDRESS = [userRegistered.type, memberInvited.type, memberAdded.type];

/**
 * @throws at an entry that can't be read and may have taken access away (a vault that is older than it would give that
 * access back) or have said whose an e-mail address is (a vault that is older than it would give the address to
 * somebody else)
 */
export function refuseUnread(entry: LogEntry): void {
  if (mayBe(entry, ...ENDS_ACCESS))
    throw refused(entry, 'may have revoked an API key or ended sessions, which would work again');
  if (mayBe(entry, ...CLAIMS_ADDRESS))
    throw refused(entry, 'says whose an e-mail address is, which somebody else could take now');
}

function refused({ unreadable }: UnreadEvent, what: string): Error {
  return new Error(
    `${unreadable.message}. It ${what}: finish the restore with the version of Annals that wrote it, or restore another backup.`,
    { cause: unreadable },
  );
}

import { contexts } from '@annals/contexts';
import type { LogEntry, UnreadEvent } from '@annals/eventstore';
import type { Unread } from '@annals/platform';

const mustRead = contexts.flatMap(({ recovery }) => recovery?.mustRead ?? []);

/**
 * Whether it can't be read and may be an event of one of these types; where it was renamed since, nobody knows its type
 * of today.
 */
export const mayBe = (entry: LogEntry, { types }: Pick<Unread, 'types'>): entry is UnreadEvent =>
  entry.unreadable !== undefined && (entry.concerns === undefined || types.includes(entry.concerns));

/**
 * @throws at an entry that can't be read and may have taken away what an older vault would give back: access, or an
 * address that somebody else could take
 */
export function refuseUnread(entry: LogEntry): void {
  for (const unread of mustRead) if (mayBe(entry, unread)) throw refused(entry, unread.sentence);
}

function refused({ unreadable }: UnreadEvent, what: string): Error {
  return new Error(
    `${unreadable.message}. It ${what}: finish the restore with the version of Annals that wrote it, or restore another backup.`,
    { cause: unreadable },
  );
}

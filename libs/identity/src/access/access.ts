import type { AccessEvent } from '@annals/contracts';
import { remembersNothing, type Stream } from '@annals/kernel';
import { MOST_SESSIONS } from '../sessions/sessions';

/** What an organization was told of its members' sessions: which of them acted here and did not end yet, by person. */
export interface Access {
  readonly sessions: Map<string, Set<string>>;
}

/** Stream `access-{organizationId}` (history.md §1). It is for auditors: no other decision folds it. */
export const access: Stream<Access, AccessEvent> = {
  category: 'access',
  initial: () => ({ sessions: new Map() }),
  evolve: {
    MemberSignedIn: ({ sessions }, { data: { personId, sessionId } }) => {
      const theirs = sessions.get(personId) ?? new Set();
      sessions.set(personId, theirs.add(sessionId));
      const [oldest] = theirs; // an account has no more at once: the oldest ended otherwise
      if (theirs.size > MOST_SESSIONS && oldest !== undefined) theirs.delete(oldest);
    },
    MemberSignedOut: ({ sessions }, { data: { personId, sessionId } }) => {
      if (sessionId !== undefined) sessions.get(personId)?.delete(sessionId);
    },
    MemberLockedOut: remembersNothing,
    MemberCredentialChanged: remembersNothing,
    ListExported: remembersNothing,
  },
};

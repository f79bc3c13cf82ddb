import { sessionRevoked, sessionsRevoked, userLoggedIn, type AccountEvent, type EventOf } from '@annals/contracts';
import { justAfter, latest, plus, type Frozen, type Instant, type Seen } from '@annals/kernel';

/**
 * As many sessions an account has open at once; whoever opens one more ends the oldest. So neither this memory nor what
 * a command appends grows with sign-ins.
 */
export const MOST_SESSIONS = 50;
/** No session lives longer, however much it is used. */
const LONGEST = { days: 90 };

/** The sessions of an account that began and were not ended, in the order in which they began. */
export interface OpenSessions {
  /** Session → when it began. Some may have expired because nobody used them: only the vault knows. */
  readonly begun: Map<string, Instant>;
  /** All that began before this instant have ended. */
  notBefore: Instant;
}

export const noSessions = (notBefore: Instant): OpenSessions => ({ begun: new Map(), notBefore });

export const sessionsEvolve = {
  began({ begun }: OpenSessions, { data: { sessionId, at } }: Seen<EventOf<typeof userLoggedIn>>): void {
    begun.set(sessionId, at);
    for (const [oldest, since] of begun) {
      if (begun.size <= MOST_SESSIONS && plus(since, LONGEST) > at) return;
      begun.delete(oldest);
    }
  },
  ended({ begun }: OpenSessions, { data }: Seen<EventOf<typeof sessionRevoked>>): void {
    begun.delete(data.sessionId);
  },
  allEnded(sessions: OpenSessions, { data }: Seen<EventOf<typeof sessionsRevoked>>): void {
    sessions.begun.clear();
    sessions.notBefore = data.before;
  },
};

interface Beginning {
  readonly userId: string;
  readonly sessionId: string;
  readonly now: Instant;
}

/** A session begins. It is never taken for one of those that were ended in the same millisecond. */
export function beginSession(
  { begun, notBefore }: Frozen<OpenSessions>,
  { userId, sessionId, now }: Beginning,
): readonly AccountEvent[] {
  const [oldest] = begun.keys();
  const displaced =
    oldest !== undefined && begun.size >= MOST_SESSIONS
      ? [sessionRevoked({ userId, sessionId: oldest, cause: 'displaced' })]
      : [];
  return [...displaced, userLoggedIn({ userId, sessionId, at: latest(now, notBefore) })];
}

interface Ending {
  readonly userId: string;
  readonly cause: EventOf<typeof sessionsRevoked>['data']['cause'];
  readonly now: Instant;
}

/**
 * Ends every session until now in one event, however many there are. A sign-in at the same moment is either ended here
 * or refused, because the password that it proved no longer holds.
 */
export function endAllSessions(
  { notBefore }: Frozen<OpenSessions>,
  { userId, cause, now }: Ending,
): EventOf<typeof sessionsRevoked> {
  return sessionsRevoked({ userId, cause, before: justAfter(latest(now, notBefore)) });
}

/** Ends every session and begins one, whose row in the vault is made before the events are. */
export function replaceAllSessions(
  sessions: Frozen<OpenSessions>,
  { sessionId, ...ending }: Ending & { readonly sessionId: string },
): readonly AccountEvent[] {
  const { data } = endAllSessions(sessions, ending);
  return [
    sessionsRevoked({ ...data, except: sessionId }),
    ...beginSession(noSessions(data.before), { sessionId, ...ending }),
  ];
}

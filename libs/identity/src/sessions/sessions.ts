import { sessionRevoked, userLoggedIn, type SessionsEvent } from '@annals/contracts';
import { latest, plus, type Decide, type Instant, type Stream } from '@annals/kernel';
import type { EndOfSessions } from '../account/end-of-sessions';

/**
 * As many sessions an account has open at once; whoever opens one more ends the oldest. So neither this memory nor what
 * a command appends grows with sign-ins.
 */
export const MOST_SESSIONS = 50;
/** No session lives longer, however much it is used. */
const LONGEST = { days: 90 };

/** When a session began, and on which revision of the account that was decided. */
interface Beginning {
  readonly at: Instant;
  readonly decidedOn: number;
}

/**
 * The sessions of an account that began and were not ended one by one, in the order in which they began. Some may have
 * ended all at once, which the account knows, or expired because nobody used them, which only the vault knows.
 */
export interface Sessions {
  readonly begun: Map<string, Beginning>;
}

/** Stream `sessions-{userId}` (history.md §1). */
export const sessions: Stream<Sessions, SessionsEvent> = {
  category: 'sessions',
  initial: () => ({ begun: new Map() }),
  evolve: {
    UserLoggedIn: ({ begun }, { data: { sessionId, at, decidedOn } }) => {
      begun.set(sessionId, { at, decidedOn });
      for (const [oldest, { at: since }] of begun) {
        if (begun.size <= MOST_SESSIONS && plus(since, LONGEST) > at) return;
        begun.delete(oldest);
      }
    },
    SessionRevoked: ({ begun }, { data }) => {
      begun.delete(data.sessionId);
    },
  },
};

/** How somebody proved at a session's beginning who they are. */
export type Proof = Pick<Parameters<typeof userLoggedIn>[0], 'method' | 'factors'>;

/** A session that the account, as it was at a revision, said yes to. */
export interface BeginSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly decidedOn: number;
  readonly proof: Proof;
  /** What ended all sessions of the account before. */
  readonly ended: EndOfSessions;
}

/** A session begins. It is never taken for one of those that were all ended in the same millisecond. */
export const beginSession: Decide<Sessions, BeginSession, SessionsEvent> = (
  { begun },
  { userId, sessionId, decidedOn, proof, ended },
  { now },
) => {
  const open = [...begun].filter(([, beginning]) => beginning.decidedOn >= ended.revision);
  const [oldest] = open;
  const displaced =
    oldest !== undefined && open.length >= MOST_SESSIONS
      ? [sessionRevoked({ userId, sessionId: oldest[0], cause: 'displaced' })]
      : [];
  return [...displaced, userLoggedIn({ userId, sessionId, decidedOn, at: latest(now, ended.before), ...proof })];
};

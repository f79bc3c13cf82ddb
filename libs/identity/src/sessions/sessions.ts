import { sessionRevoked, userLoggedIn, type EventOf, type SessionsEvent } from '@annals/contracts';
import { latest, plus, type Decide, type Frozen, type Instant, type Stream } from '@annals/kernel';
import type { EndOfSessions } from '../account/end-of-sessions';

/**
 * As many sessions an account has open at once; whoever opens one more ends the oldest. So neither this memory nor what
 * a command appends grows with sign-ins.
 */
export const MOST_SESSIONS = 50;
/** No session lives longer, however much it is used. */
const LONGEST = { days: 90 };

/** When a session began, how, and on which revision of the account that was decided. */
interface Beginning extends Pick<EventOf<typeof userLoggedIn>['data'], 'method' | 'factors'> {
  readonly at: Instant;
  readonly decidedOn: number;
}

/**
 * The sessions of an account that began and were not ended one by one, in the order in which they began. Some may have
 * ended all at once, which the account knows, or expired because nobody used them, which only the vault knows.
 */
export interface Sessions {
  readonly begun: Map<string, Beginning>;
  /** The newest of those that were ended one by one: what a session did may be told after its end. */
  readonly ended: Map<string, Beginning>;
}

/** How a session began that is open, or was until lately. */
export const beginningOf = ({ begun, ended }: Frozen<Sessions>, sessionId: string): Frozen<Beginning> | undefined =>
  begun.get(sessionId) ?? ended.get(sessionId);

/** Stream `sessions-{userId}` (history.md §1). */
export const sessions: Stream<Sessions, SessionsEvent> = {
  category: 'sessions',
  initial: () => ({ begun: new Map(), ended: new Map() }),
  evolve: {
    UserLoggedIn: ({ begun }, { data: { sessionId, at, decidedOn, method, factors } }) => {
      begun.set(sessionId, { at, decidedOn, method, factors });
      for (const [oldest, { at: since }] of begun) {
        if (begun.size <= MOST_SESSIONS && plus(since, LONGEST) > at) return;
        begun.delete(oldest);
      }
    },
    SessionRevoked: ({ begun, ended }, { data }) => {
      const beginning = begun.get(data.sessionId);
      if (!beginning) return;
      begun.delete(data.sessionId);
      ended.set(data.sessionId, beginning);
      const [oldest] = ended.keys();
      if (ended.size > MOST_SESSIONS && oldest !== undefined) ended.delete(oldest);
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

import { sessionsRevoked, type EventOf } from '@annals/contracts';
import { justAfter, latest, type Frozen, type Instant } from '@annals/kernel';

/** The last time that all sessions of an account were ended at once. */
export interface EndOfSessions {
  /** All that were decided on an earlier revision of the account have ended; -1: never. */
  readonly revision: number;
  /** All that began before this instant have ended. */
  readonly before: Instant;
}

interface Ending {
  readonly userId: string;
  readonly cause: Parameters<typeof sessionsRevoked>[0]['cause'];
  /** The session that takes the place of the one in which it is done. */
  readonly except?: string;
  readonly now: Instant;
}

/**
 * Ends every session until now in one event, however many there are. A sign-in at the same moment is either ended here,
 * because it was decided on an earlier revision, or refused, because the password that it proved no longer holds.
 */
export function endAllSessions(
  { before }: Frozen<EndOfSessions>,
  { userId, cause, except, now }: Ending,
): EventOf<typeof sessionsRevoked> {
  const ending = { userId, cause, before: justAfter(latest(now, before)) };
  return sessionsRevoked(except === undefined ? ending : { ...ending, except });
}

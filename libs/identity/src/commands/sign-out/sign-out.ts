import { sessionRevoked, type SessionsEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Sessions } from '../../sessions/sessions';

export interface SignOut {
  readonly userId: string;
  readonly sessionId: string;
}

export const signOut: Decide<Sessions, SignOut, SessionsEvent> = ({ begun }, { userId, sessionId }) => {
  if (!begun.has(sessionId)) return [];
  return [sessionRevoked({ userId, sessionId, cause: 'signed_out' })];
};

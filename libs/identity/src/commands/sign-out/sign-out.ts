import { sessionRevoked, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface SignOut {
  readonly userId: string;
  readonly sessionId: string;
}

export const signOut: Decide<Account, SignOut, AccountEvent> = (account, { userId, sessionId }) => {
  if (!account.sessions.begun.has(sessionId)) return [];
  return [sessionRevoked({ userId, sessionId, cause: 'signed_out' })];
};

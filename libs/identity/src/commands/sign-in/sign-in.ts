import { refused, userLoggedIn, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface SignIn {
  readonly userId: string;
  /** The password that was found to be right. If another one holds by now, it no longer is. */
  readonly credentialId: string;
}

export const signIn: Decide<Account, SignIn, AccountEvent> = (account, { userId, credentialId }, { now, id }) => {
  if (account.lockedUntil !== undefined && now < account.lockedUntil) throw refused('ACCOUNT_LOCKED');
  if (!account.verified || account.credentialId !== credentialId) throw refused('SIGN_IN_FAILED');
  return [userLoggedIn({ userId, sessionId: id('session') })];
};

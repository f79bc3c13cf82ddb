import { refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isLocked } from '../../account/lock';
import { beginSession } from '../../account/open-sessions';

export interface SignIn {
  readonly userId: string;
  /** The password that was found to be right. If another one holds by now, it no longer is. */
  readonly credentialId: string;
}

export const signIn: Decide<Account, SignIn, AccountEvent> = (
  account,
  { userId, credentialId },
  { now, clock, id },
) => {
  if (isLocked(account, clock)) throw refused('ACCOUNT_LOCKED');
  if (!account.verified || account.credentialId !== credentialId) throw refused('SIGN_IN_FAILED');
  return beginSession(account.sessions, { userId, sessionId: id('session'), now });
};

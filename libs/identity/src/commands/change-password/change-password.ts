import { passwordChanged, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isLocked } from '../../account/lock';
import { endAllSessions } from '../../account/end-of-sessions';

export interface ChangePassword {
  readonly userId: string;
  /** The password that was found to be right before it changes. */
  readonly credentialId: string;
}

/**
 * Ends every session, also the one in which it is done: whoever copied its cookie is out. The device goes on in a new
 * one.
 * @throws Refused ACCOUNT_LOCKED, SIGN_IN_FAILED
 */
export const changePassword: Decide<Account, ChangePassword, AccountEvent> = (
  account,
  { userId, credentialId },
  { now, clock, id },
) => {
  if (isLocked(account, clock)) throw refused('ACCOUNT_LOCKED');
  if (account.credentialId !== credentialId) throw refused('SIGN_IN_FAILED');
  return [
    passwordChanged({ userId, credentialId: id('credential') }),
    endAllSessions(account.sessionsEnded, { userId, cause: 'password_changed', except: id('session'), now }),
  ];
};

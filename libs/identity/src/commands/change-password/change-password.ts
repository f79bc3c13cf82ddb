import { passwordChanged, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { revokeSessions } from '../../account/open-sessions';

export interface ChangePassword {
  readonly userId: string;
  /** The password that was found to be right before it changes. */
  readonly credentialId: string;
  /** The session that goes on: the one in which the person changes it. */
  readonly sessionId: string;
  /** Sessions that expired by themselves. */
  readonly expired: readonly string[];
}

/** @throws Refused ACCOUNT_LOCKED, SIGN_IN_FAILED */
export const changePassword: Decide<Account, ChangePassword, AccountEvent> = (account, { userId, credentialId, sessionId, expired }, { now, id }) => {
  if (account.lockedUntil !== undefined && now < account.lockedUntil) throw refused('ACCOUNT_LOCKED');
  if (account.credentialId !== credentialId) throw refused('SIGN_IN_FAILED');
  return [
    passwordChanged({ userId, credentialId: id('credential') }),
    ...revokeSessions(account, { userId, cause: 'password_changed', spared: [...expired, sessionId] }),
  ];
};

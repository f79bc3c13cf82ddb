import { accountLocked, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isLocked, lockUntil } from '../../account/lock';

export interface LockAccount {
  readonly userId: string;
}

/** Five wrong passwords within 15 minutes. An account without a password has nothing to lock. */
export const lockAccount: Decide<Account, LockAccount, AccountEvent> = (account, { userId }, { clock }) => {
  if (!account.verified) return [];
  if (isLocked(account, clock)) return [];
  return [accountLocked({ userId, until: lockUntil(clock), factor: 'password' })];
};

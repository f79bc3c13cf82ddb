import { accountLocked, type AccountEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface LockAccount {
  readonly userId: string;
}

const lockedFor = { minutes: 15 };

/** Five wrong passwords within 15 minutes. An account without a password has nothing to lock. */
export const lockAccount: Decide<Account, LockAccount, AccountEvent> = (account, { userId }, { now }) => {
  if (!account.verified) return [];
  if (account.lockedUntil !== undefined && now < account.lockedUntil) return [];
  return [accountLocked({ userId, until: plus(now, lockedFor) })];
};

import { passwordReset, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isCurrent } from '../../account/links';
import { endAllSessions } from '../../account/end-of-sessions';

export interface ResetPassword {
  readonly userId: string;
  readonly generation: number;
}

/**
 * The link of the newest mail works once, within an hour. Whoever was signed in until now no longer is: the old
 * password may have been known to others.
 * @throws Refused RESET_EXPIRED
 */
export const resetPassword: Decide<Account, ResetPassword, AccountEvent> = (
  account,
  { userId, generation },
  { now, clock, id },
) => {
  if (!account.verified || account.reset.used || !isCurrent(account.reset, generation, clock))
    throw refused('RESET_EXPIRED');
  return [
    passwordReset({ userId, generation, credentialId: id('credential') }),
    endAllSessions(account.sessionsEnded, { userId, cause: 'password_reset', now }),
  ];
};

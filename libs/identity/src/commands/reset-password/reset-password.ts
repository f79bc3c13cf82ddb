import { passwordReset, refused, type AccountEvent } from '@annals/contracts';
import type { Decide, Frozen, Instant } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isCurrent } from '../../account/links';
import { revokeSessions } from '../../account/open-sessions';

export interface ResetPassword {
  readonly userId: string;
  readonly generation: number;
  /** Sessions that expired by themselves. */
  readonly expired: readonly string[];
}

/** The link of the newest mail works once, within an hour. @throws Refused RESET_EXPIRED */
export function requireUsableReset({ verified, reset }: Frozen<Account>, generation: number, now: Instant): void {
  if (!verified || reset.used || !isCurrent(reset, generation, now)) throw refused('RESET_EXPIRED');
}

/** Whoever was signed in until now no longer is: the password may have been somebody else's knowledge. */
export const resetPassword: Decide<Account, ResetPassword, AccountEvent> = (account, { userId, generation, expired }, { now, id }) => {
  requireUsableReset(account, generation, now);
  return [
    passwordReset({ userId, generation, credentialId: id('credential') }),
    ...revokeSessions(account, { userId, cause: 'password_reset', spared: expired }),
  ];
};

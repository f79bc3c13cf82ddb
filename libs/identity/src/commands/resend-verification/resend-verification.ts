import { refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { repeatRegistration } from '../../account/registration';

export interface ResendVerification {
  readonly userId: string;
}

/** Another mail for who is signed in and not verified; nothing while the last one was asked for a moment ago. */
export const resendVerification: Decide<Account, ResendVerification, AccountEvent> = (
  account,
  { userId },
  { clock },
) => {
  if (account.verified) throw refused('VERIFICATION_USED');
  return repeatRegistration(account, userId, clock);
};

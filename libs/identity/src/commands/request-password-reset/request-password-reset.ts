import { passwordResetRequested, type AccountEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { resetLives, wasJustAsked } from '../../account/links';
import { repeatRegistration } from '../../account/registration';

export interface RequestPasswordReset {
  readonly userId: string;
}

/** Somebody forgot a password. Who never chose one is sent the mail that lets them choose the first. */
export const requestPasswordReset: Decide<Account, RequestPasswordReset, AccountEvent> = (
  account,
  { userId },
  { clock },
) => {
  if (!account.registered) return [];
  if (!account.verified) return repeatRegistration(account, userId, clock);
  if (wasJustAsked(account.reset, clock)) return [];
  return [
    passwordResetRequested({
      userId,
      generation: account.reset.generation + 1,
      at: clock,
      expiresAt: plus(clock, resetLives),
    }),
  ];
};

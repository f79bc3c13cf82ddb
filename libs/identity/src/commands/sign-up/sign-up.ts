import { userRegistered, type AccountEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { verificationLives } from '../../account/links';
import { repeatRegistration } from '../../account/registration';

/** Somebody typed an address into the sign-up form. `userId` is whoever holds that address, known until now or not. */
export interface SignUp {
  readonly userId: string;
  readonly email: string;
}

/** D18: nobody is told whether the address is known; a known one gets another mail. */
export const signUp: Decide<Account, SignUp, AccountEvent> = (account, { userId, email }, { clock }) => {
  if (account.registered) return repeatRegistration(account, userId, clock);
  return [userRegistered({ userId, via: 'sign_up', expiresAt: plus(clock, verificationLives) }, { email })];
};

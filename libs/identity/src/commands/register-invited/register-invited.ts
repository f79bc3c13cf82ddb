import { emailVerified, profileUpdated, refused, userRegistered, type AccountEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { verificationLives } from '../../account/links';

export interface RegisterInvited {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

/** The link of an invitation proves the address; who comes by it gets no organization of their own (A8). */
export const registerInvited: Decide<Account, RegisterInvited, AccountEvent> = (
  account,
  { userId, email, alias },
  { clock, id },
) => {
  if (account.verified || account.credentialId !== undefined) throw refused('SIGN_IN_REQUIRED');
  const registered = userRegistered(
    { userId, via: 'invitation', expiresAt: plus(clock, verificationLives) },
    { email },
  );
  return [
    ...(account.registered ? [] : [registered]),
    emailVerified({ userId, by: 'invitation', credentialId: id('credential') }),
    profileUpdated({ userId }, { alias }),
  ];
};

import { emailVerified, organizationBegun, profileUpdated, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { requireUsableVerification } from '../../account/links';

export interface VerifyUser {
  readonly userId: string;
  /**
   * The organization that they get: its id follows from the account's, so that there is never a second one (A8).
   * undefined: none comes with a sign-up here (X2).
   */
  readonly organizationId: string | undefined;
  readonly generation: number;
  readonly alias: string;
}

/** Verified, named, and, where one comes with a sign-up, an organization begun: in one append, so that no part of it exists without the others. */
export const verifyUser: Decide<Account, VerifyUser, AccountEvent> = (
  account,
  { userId, organizationId, generation, alias },
  { clock, id },
) => {
  requireUsableVerification(account, generation, clock);
  if (account.credentialId !== undefined) throw refused('VERIFICATION_EXPIRED'); // the link confirms their address
  return [
    emailVerified({ userId, by: 'link', credentialId: id('credential') }),
    profileUpdated({ userId }, { alias }),
    ...(organizationId === undefined ? [] : [organizationBegun({ userId, organizationId }, {})]),
  ];
};

import { emailVerified, organizationBegun, profileUpdated, refused, userLoggedIn, type AccountEvent } from '@annals/contracts';
import type { Decide, Frozen, Instant } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isCurrent } from '../../account/links';

export interface VerifyUser {
  readonly userId: string;
  /** The organization that they get: its id follows from the account's, so that there is never a second one (A8). */
  readonly organizationId: string;
  readonly generation: number;
  readonly alias: string;
}

/** D18/D19: the link of the newest mail works once, within 24 hours. @throws Refused VERIFICATION_USED, VERIFICATION_EXPIRED */
export function requireUsableVerification(account: Frozen<Account>, generation: number, now: Instant): void {
  if (account.verified) throw refused('VERIFICATION_USED');
  if (!isCurrent(account.verification, generation, now)) throw refused('VERIFICATION_EXPIRED');
}

/** Verified, named, signed in, and an organization begun: in one append, so that no part of it exists without the others. */
export const verifyUser: Decide<Account, VerifyUser, AccountEvent> = (account, { userId, organizationId, generation, alias }, { now, id }) => {
  requireUsableVerification(account, generation, now);
  return [
    emailVerified({ userId, by: 'link', credentialId: id('credential') }),
    profileUpdated({ userId }, { alias }),
    organizationBegun({ userId, organizationId }),
    userLoggedIn({ userId, sessionId: id('session') }),
  ];
};

import {
  organizationBegun,
  profileUpdated,
  refused,
  userRegistered,
  type AccountEvent,
  type InstallationPolicies,
} from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { verificationLives } from '../../account/links';

export interface EnterUnverified {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  /** The organization that comes with it: undefined where none does, or not before the address is verified. */
  readonly organizationId: string | undefined;
  readonly policy: Pick<InstallationPolicies, 'emailVerification'>;
}

/**
 * X13: somebody signs up with a password and goes on at once; the address is nobody's until its link is opened.
 * @throws Refused EMAIL_NOT_VERIFIED where an address is verified before anything else
 */
export const enterUnverified: Decide<Account, EnterUnverified, AccountEvent> = (
  _account,
  { userId, email, alias, organizationId, policy },
  { clock, id },
) => {
  if (policy.emailVerification === 'before_sign_in') throw refused('EMAIL_NOT_VERIFIED');
  const expiresAt = plus(clock, verificationLives);
  return [
    userRegistered({ userId, via: 'sign_up', expiresAt, credentialId: id('credential') }, { email }),
    profileUpdated({ userId }, { alias }),
    ...(organizationId === undefined ? [] : [organizationBegun({ userId, organizationId }, {})]),
  ];
};

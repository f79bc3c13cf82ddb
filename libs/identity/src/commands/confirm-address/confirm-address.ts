import { emailVerified, organizationBegun, refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { requireUsableVerification } from '../../account/links';

export interface ConfirmAddress {
  readonly userId: string;
  readonly generation: number;
  /** The organization that comes with the sign-up, unless it is there already; undefined where none does. */
  readonly organizationId: string | undefined;
}

/**
 * X13: the address belongs to who signed up with it. The password that they chose then goes on to hold.
 * @throws Refused VERIFICATION_USED, VERIFICATION_EXPIRED
 */
export const confirmAddress: Decide<Account, ConfirmAddress, AccountEvent> = (
  account,
  { userId, generation, organizationId },
  { clock },
) => {
  requireUsableVerification(account, generation, clock);
  const { credentialId, begun } = account;
  if (credentialId === undefined) throw refused('VERIFICATION_EXPIRED'); // the link is for choosing a password
  const isNew = organizationId !== undefined && !begun.has(organizationId);
  return [
    emailVerified({ userId, by: 'link', credentialId }),
    ...(isNew ? [organizationBegun({ userId, organizationId }, {})] : []),
  ];
};

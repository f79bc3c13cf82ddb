import { refused, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';
import { isLocked } from '../../account/lock';

export interface SignIn {
  /** The password that was found to be right. If another one holds by now, it no longer is. */
  readonly credentialId: string;
}

/**
 * Whether the account lets somebody in. It appends nothing: the session begins in a stream of its own, on the revision
 * that said yes.
 * @throws Refused ACCOUNT_LOCKED, SIGN_IN_FAILED
 */
export const signIn: Decide<Account, SignIn, AccountEvent> = (account, { credentialId }, { clock }) => {
  if (isLocked(account, clock)) throw refused('ACCOUNT_LOCKED');
  if (!account.verified || account.credentialId !== credentialId) throw refused('SIGN_IN_FAILED');
  return [];
};

import { verificationMailed, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface RecordVerificationMailed {
  readonly userId: string;
  readonly generation: number;
}

/** The mail with this generation's link was handed over. */
export const recordVerificationMailed: Decide<Account, RecordVerificationMailed, AccountEvent> = (
  { verification },
  { userId, generation },
) => {
  if (verification.mailed >= generation) return [];
  return [verificationMailed({ userId, generation })];
};

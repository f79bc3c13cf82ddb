import { passwordResetMailed, type AccountEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Account } from '../../account/account';

export interface RecordResetMailed {
  readonly userId: string;
  readonly generation: number;
}

/** The mail with this generation's reset link was handed over. */
export const recordResetMailed: Decide<Account, RecordResetMailed, AccountEvent> = (
  { reset },
  { userId, generation },
) => {
  if (reset.mailed >= generation) return [];
  return [passwordResetMailed({ userId, generation })];
};

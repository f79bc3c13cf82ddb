import { registrationRepeated, type AccountEvent } from '@annals/contracts';
import { plus, type Frozen, type Instant } from '@annals/kernel';
import type { Account } from './account';
import { verificationLives, wasJustAsked } from './links';

/**
 * Somebody asks for this account's first mail once more: another one goes out, unless the last was asked for a moment
 * ago.
 */
export function repeatRegistration(
  { verification }: Frozen<Account>,
  userId: string,
  clock: Instant,
): readonly AccountEvent[] {
  if (wasJustAsked(verification, clock)) return [];
  return [
    registrationRepeated({
      userId,
      generation: verification.generation + 1,
      at: clock,
      expiresAt: plus(clock, verificationLives),
    }),
  ];
}

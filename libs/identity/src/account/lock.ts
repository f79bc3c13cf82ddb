import { isWithin, plus, type Frozen, type Instant } from '@annals/kernel';
import type { Account } from './account';

/** So long nobody signs in after five wrong passwords. */
const lockedFor = { minutes: 15 };

export const lockUntil = (clock: Instant): Instant => plus(clock, lockedFor);

export function isLocked({ lockedUntil: until }: Frozen<Account>, clock: Instant): boolean {
  return until !== undefined && isWithin(clock, { from: plus(until, { minutes: -lockedFor.minutes }), until });
}

import { refused } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';

const LONGEST_DAYS = 365;

/** §4.15: no key lives for ever. @throws Refused EXPIRY_TOO_FAR */
export function expiryOf(now: Instant, days: number): Instant {
  if (days > LONGEST_DAYS) throw refused('EXPIRY_TOO_FAR', { days: LONGEST_DAYS });
  return plus(now, { days });
}

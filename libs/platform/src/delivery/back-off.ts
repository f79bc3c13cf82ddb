import { plus, type Instant } from '@annals/kernel';

const LONGEST_SECONDS = 300;

/** When it is tried again after so many tries that failed: twice as late each time, five minutes at most. */
export function nextTry(now: Instant, tries: number): Instant {
  return plus(now, { seconds: Math.min(2 ** Math.min(tries, 20), LONGEST_SECONDS) });
}

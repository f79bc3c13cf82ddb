import type { Verified } from './verify-log';

/** What a person reads about a whole log in which nothing is damaged. @param seconds that it took */
export function allIsWell({ events, streams }: Pick<Verified, 'events' | 'streams'>, seconds: number): string {
  if (events === 0) return 'The log is empty: no event was ever stored in it.';
  return `${events} events in ${streams} streams verified in ${seconds.toFixed(1)} s: positions 1 to ${events} and the revisions of every stream are without gaps, every checksum is right.`;
}

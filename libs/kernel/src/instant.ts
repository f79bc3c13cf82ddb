/**
 * An instant: ISO 8601 with milliseconds, UTC (`2026-06-03T09:15:00.000Z`). Two of them compare correctly as strings.
 */
export type Instant = string;

/** A span of time; the parts add up. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The length of a duration in milliseconds. */
export function milliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): number {
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

/** The instant that lies `duration` after `instant`. */
export function plus(instant: Instant, duration: Duration): Instant {
  return fromMilliseconds(Date.parse(instant) + milliseconds(duration));
}

/** How long it is from one instant to another. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** The first instant after this one that can be told from it. */
export function justAfter(instant: Instant): Instant {
  return fromMilliseconds(Date.parse(instant) + 1);
}

/** The later of two instants. */
export function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** Clocks of different machines agree within that. */
const SKEW = { minutes: -1 };

/**
 * Whether a clock is inside a span: what began in its future never began, so that a clock that ran ahead for a while
 * (and wrote down what it read) neither makes anybody wait nor lets anything live longer than the span itself (R18).
 */
export function isWithin(
  clock: Instant,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): boolean {
  return plus(from, SKEW) <= clock && clock < until;
}

/** Milliseconds since 1970 as an instant. */
export function fromMilliseconds(epoch: number): Instant {
  return new Date(epoch).toISOString();
}

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function day(instant: Instant): string {
  return instant.slice(0, 10);
}

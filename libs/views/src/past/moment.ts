import type { Instant } from '@annals/kernel';

/** A moment of an organization: what was so after one of its events, and nothing of what came later. */
export interface Moment {
  /** The number of the last event that had happened. */
  readonly sequence: number;
  /** When that is: the instant that was asked for, or that of the event. */
  readonly at: Instant;
}

import type { LogEvent } from '@annals/eventstore';
import { owned, type Job, type Reaction } from '@annals/views';

/** The jobs that a reaction makes of a log. */
export function jobsOf(reaction: Reaction, log: readonly LogEvent[]): Job[] {
  return log.flatMap((event) => reaction.jobs(owned(event)));
}

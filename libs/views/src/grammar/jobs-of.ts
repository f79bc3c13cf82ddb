import type { LogEvent } from '@annals/eventstore';
import { owned } from '../definition/event';
import type { Job, Reaction } from '../reactions/reaction';

/** The grammar of reactions: the jobs that one makes of a log. */
export function jobsOf(reaction: Reaction, log: readonly LogEvent[]): Job[] {
  return log.flatMap((event) => reaction.jobs(owned(event)));
}

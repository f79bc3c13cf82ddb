import type { LogEvent } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import type { Job, Reaction } from '@annals/views';

/** The jobs that a reaction makes of a log. */
export function jobsOf(reaction: Reaction, log: readonly LogEvent[]): Job[] {
  return log.flatMap((event) => {
    const { category, owner } = parseStreamName(event.stream);
    const whose = category === 'account' ? { account: owner, organization: undefined } : { account: undefined, organization: owner };
    return reaction.jobs({ ...event, ...whose, at: event.meta.at, sequence: 0 });
  });
}

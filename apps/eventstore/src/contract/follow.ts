import type { EventEmitter } from 'node:events';
import type { AllStreamRecordedEvent } from '@eventstore/db-client';

/** Everything that a subscription says, in its order, and promises of what it will have said. */
export interface Followed {
  readonly log: readonly string[];
  readonly events: readonly AllStreamRecordedEvent[];
  readonly error: Promise<unknown>;
  /** Settles when `condition` holds; checked at everything that comes. */
  until(condition: (followed: Followed) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Follows a subscription.
 * @param describe what to note of an event; undefined leaves it out
 */
export function follow(
  subscription: EventEmitter & { unsubscribe(): Promise<void> },
  describe: (event: AllStreamRecordedEvent) => string | undefined = ({ revision }) => String(revision),
): Followed {
  const log: string[] = [];
  const events: AllStreamRecordedEvent[] = [];
  const waiting: { condition: (followed: Followed) => boolean; resolve: () => void }[] = [];
  const failed: ((error: unknown) => void)[] = [];
  const error = new Promise<unknown>((resolve) => {
    failed.push(resolve);
  });
  const note = (word: string): void => {
    log.push(word);
    for (const one of [...waiting])
      if (one.condition(followed)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve();
      }
  };
  const followed: Followed = {
    log,
    events,
    error,
    until: (condition) =>
      condition(followed)
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ condition, resolve });
          }),
    stop: () => subscription.unsubscribe(),
  };
  subscription
    .on('confirmation', () => {
      note('confirmed');
    })
    .on('caughtUp', () => {
      note('caughtUp');
    })
    .on('end', () => {
      note('end');
    });
  subscription.on('error', (problem: unknown) => {
    note('error');
    for (const resolve of failed) resolve(problem);
  });
  subscription.on('data', ({ event }: { event?: AllStreamRecordedEvent }) => {
    const word = event === undefined ? undefined : describe(event);
    if (event === undefined || word === undefined) return;
    events.push(event);
    note(word);
  });
  return followed;
}

/** So many events were seen. */
export const seen =
  (count: number) =>
  ({ events }: Followed): boolean =>
    events.length >= count;
/** A word was said. */
export const said =
  (word: string) =>
  ({ log }: Followed): boolean =>
    log.includes(word);

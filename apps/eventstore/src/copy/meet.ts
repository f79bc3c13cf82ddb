import type { Position } from '@annals/kernel';
import type { RawEvent } from '@annals/eventstore';
import { OneByOne } from './one-by-one';
import { differenceIn, name, sameAddress } from './difference';
import { Planner, withoutServers, type Planned } from './plan';
import { LogsDiffer } from './refused';

/** A log as it is read: after a place, to its end. */
export interface Log {
  events(after?: Position): AsyncIterable<readonly RawEvent[]>;
}

/** Two logs, one of which is to hold what the other holds. */
export interface Logs {
  readonly source: Log;
  readonly target: Log;
}

/** A place up to which the target holds what the source holds. */
export interface Meeting {
  /** So many events, the servers' own aside. */
  readonly events: number;
  readonly sourceAfter?: Position;
  readonly targetAfter?: Position;
  /** Knows what is deleted at this place. */
  readonly planner: Planner;
}

/** Where every copy begins. */
export const theStart = (): Meeting => ({ events: 0, planner: new Planner() });

/** What is to be done on the way. */
export interface OnTheWay {
  /** Every event that both have, in order. */
  readonly both?: (planned: Planned) => void;
  /** An event that belongs to the source's server alone. */
  readonly skipped?: (event: RawEvent) => void;
  /** An event stands in its place, but is another one. @throws to go no further */
  readonly differs: (sentence: string) => void;
  /** Go no further than so many events in all. */
  readonly until?: number;
}

/** A meeting, and the first event that only one of the logs has. */
export interface Met extends Meeting {
  readonly ahead?: RawEvent;
  readonly foreign?: RawEvent;
}

/**
 * Goes along both logs, from a place where they meet to the end of the shorter one, comparing every event: the target
 * must hold the beginning of the source's log, in the same order, and nothing else. Nothing of the logs stays in
 * memory.
 * @throws LogsDiffer where their orders part
 */
export async function meet({ source, target }: Logs, from: Meeting, on: OnTheWay): Promise<Met> {
  const ours = new OneByOne(withoutServers(source.events(from.sourceAfter), on.skipped));
  const theirs = new OneByOne(withoutServers(target.events(from.targetAfter)));
  const planner = from.planner.copy();
  let { events, sourceAfter, targetAfter } = from;
  try {
    for (;;) {
      if (!ours.ready) await ours.fetch();
      if (!theirs.ready) await theirs.fetch();
      const { current: ahead, next } = ours;
      const { current: foreign } = theirs;
      if (ahead === undefined || foreign === undefined || events === on.until) {
        return {
          events,
          planner,
          ...(sourceAfter && { sourceAfter }),
          ...(targetAfter && { targetAfter }),
          ...(ahead && { ahead }),
          ...(foreign && { foreign }),
        };
      }
      const planned = planner.plan(ahead, next);
      compare(planned, foreign, on);
      on.both?.(planned);
      ours.step();
      theirs.step();
      events += 1;
      [sourceAfter, targetAfter] = [ahead.position, foreign.position];
    }
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
}

function compare(planned: Planned, copy: RawEvent, { differs }: OnTheWay): void {
  if (!sameAddress(planned.event, copy))
    throw new LogsDiffer(`The target has ${name(copy)} where the source has ${name(planned.event)}.`);
  const parts = differenceIn(planned, copy);
  if (parts !== undefined)
    differs(`The target has ${name(copy)}, the source ${name(planned.event)}: they differ in ${parts}.`);
}

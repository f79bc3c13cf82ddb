import type { RawEvent } from '@annals/eventstore';
import { name } from './difference';
import { meet, theStart, type Logs } from './meet';
import { LogsDiffer, REMEDY } from './refused';
import { Revisions } from './revisions';

/** So many differences are told. */
const MOST = 10;

/** Two logs, compared event by event. */
export interface Verified {
  readonly events: number;
  readonly streams: number;
  /** Events that the servers wrote by themselves: equal, but for their ids. */
  readonly serverMade: number;
  /** Streams of the source's server, with the number of their events: they are not copied. */
  readonly left: ReadonlyMap<string, number>;
  /** The first of them, a sentence each. None: all equal. */
  readonly differences: readonly string[];
}

/**
 * Compares every event of both logs, from the start.
 * @param seen told of every event
 * @param until compares so many events; without it the source's log to its end
 */
export async function verify(logs: Logs, seen: () => void, until?: number): Promise<Verified> {
  const revisions = new Revisions();
  const left = new Map<string, number>();
  const differences: string[] = [];
  let serverMade = 0;
  let compared = 0;
  try {
    const { ahead, foreign, events } = await meet(logs, theStart(), {
      both: ({ event, making }) => {
        revisions.add(event);
        if (making !== 'written') serverMade += 1;
        compared += 1;
        seen();
      },
      skipped: ({ stream }: RawEvent) => {
        left.set(stream, (left.get(stream) ?? 0) + 1);
      },
      differs: (sentence) => {
        differences.push(sentence);
        if (differences.length === MOST) throw new LogsDiffer('There may be more differences.');
      },
      ...(until === undefined ? {} : { until }),
    });
    if (foreign)
      differences.push(`The target goes on with ${name(foreign)}, which the source does not have. ${REMEDY}`);
    else if (ahead && events !== until) differences.push(`The target ends before ${name(ahead)}.`);
  } catch (error) {
    if (!(error instanceof LogsDiffer)) throw error;
    differences.push(error.message);
  }
  return { events: compared, streams: revisions.streams, serverMade, left, differences };
}

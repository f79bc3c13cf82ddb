import type { LogBatch } from '@annals/eventstore';
import { compare, type Place } from '../sql/position';
import { advanceAlone, Stopped } from './alone';
import { Cursor, type Log } from './cursor';
import type { Follower } from './follower';
import { Lane, type LaneContext } from './lane';
import { ProgressReport } from './progress';

/** A lane that has caught up and waits to be taken in by the main lane. */
export interface Joining {
  readonly lane: Lane;
  /** Goes to exactly this place. */
  readonly finishTo: (place: Place) => Promise<void>;
  readonly joined: () => void;
  readonly refused: (reason: unknown) => void;
}

export interface SideContext extends LaneContext {
  readonly store: Log;
  readonly maxBatch: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Where the main lane stands. */
  readonly mainPlace: () => Place;
  /** Asks the main lane to take it in between two batches. */
  readonly join: (joining: Joining) => void;
}

/**
 * Leads followers that share a place by a reader of their own, behind the main lane, until they stand beside it and are
 * taken in. Among several, whoever fails gets a lane of its own.
 * @throws Stopped when the only one stands before an event that it cannot take, or the engine ends
 */
export async function followAside(followers: readonly Follower[], place: Place, context: SideContext): Promise<void> {
  const { store, maxBatch, signal, log } = context;
  const lane = new Lane(context, followers, place);
  const cursor = new Cursor({ store, from: place, signal, maxBatch });
  const progress = new ProgressReport(lane, store);
  const advanceTo = async (limit: Place): Promise<void> => {
    while (limit !== 'start' && compare(lane.place, limit) < 0) {
      const piece: LogBatch | undefined = await cursor.until(limit);
      if (!piece) throw new Stopped('Reading the log was ended');
      if (lane.followers.length === 1) await advanceAlone(lane, piece, { log, signal });
      else await lane.write(await lane.prepare(piece));
      await progress.wrote(piece.events.length);
    }
  };
  try {
    await lane.open();
    for (let limit = context.mainPlace(); compare(lane.place, limit) < 0; limit = context.mainPlace())
      await advanceTo(limit);
    await new Promise<void>((joined, refused) => {
      const ended = () => {
        refused(new Stopped('The engine ended'));
      };
      signal.addEventListener('abort', ended, { once: true });
      if (signal.aborted) ended();
      context.join({ lane, finishTo: advanceTo, joined, refused });
    });
  } finally {
    await cursor.close();
    await lane.close();
  }
}

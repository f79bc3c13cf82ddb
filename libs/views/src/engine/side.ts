import type { LogBatch } from '@annals/eventstore';
import { compare, type Checkpoint } from '../sql/position';
import { advanceAlone, Stopped } from './alone';
import { Cursor, type Log } from './cursor';
import type { Follower } from './follower';
import { CatchUp, type CatchUpContext } from './catch-up';
import { ProgressReport } from './progress';

/** A catch-up that has caught up and waits to be taken in by the main catch-up. */
export interface Joining {
  readonly catchUp: CatchUp;
  /** Goes to exactly this place. */
  readonly finishTo: (place: Checkpoint) => Promise<void>;
  readonly joined: () => void;
  readonly refused: (reason: unknown) => void;
}

export interface SideContext extends CatchUpContext {
  readonly store: Log;
  readonly maxBatch: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Where the main catch-up stands. */
  readonly mainPlace: () => Checkpoint;
  /** Asks the main catch-up to take it in between two batches. */
  readonly join: (joining: Joining) => void;
}

/**
 * Leads followers that share a place by a reader of their own, behind the main catch-up, until they stand beside it and are
 * taken in. Among several, whoever fails gets a catch-up of its own.
 * @throws Stopped when the only one stands before an event that it cannot take, or the engine ends
 */
export async function followAside(
  followers: readonly Follower[],
  place: Checkpoint,
  context: SideContext,
): Promise<void> {
  const { store, maxBatch, signal, log } = context;
  const catchUp = new CatchUp(context, followers, place);
  const cursor = new Cursor({ store, from: place, signal, maxBatch });
  const progress = new ProgressReport(catchUp, store);
  const advanceTo = async (limit: Checkpoint): Promise<void> => {
    while (limit !== 'start' && compare(catchUp.place, limit) < 0) {
      const piece: LogBatch | undefined = await cursor.until(limit);
      if (!piece) throw new Stopped('Reading the log was ended');
      if (catchUp.followers.length === 1) await advanceAlone(catchUp, piece, { log, signal });
      else await catchUp.write(await catchUp.prepare(piece));
      await progress.wrote(piece.events.length);
    }
  };
  try {
    await catchUp.open();
    for (let limit = context.mainPlace(); compare(catchUp.place, limit) < 0; limit = context.mainPlace())
      await advanceTo(limit);
    await new Promise<void>((joined, refused) => {
      const ended = () => {
        refused(new Stopped('The engine ended'));
      };
      signal.addEventListener('abort', ended, { once: true });
      if (signal.aborted) ended();
      context.join({ catchUp, finishTo: advanceTo, joined, refused });
    });
  } finally {
    await cursor.close();
    await catchUp.close();
  }
}

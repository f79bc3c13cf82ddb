import type { LogBatch, LogEntry } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import { FollowerFailed } from './follower';
import type { CatchUp } from './catch-up';
import type { EngineLog } from './log';

/** So often an event is tried before its follower stops at it (R14). */
export const TRIES = 5;
const FIRST_PAUSE_MS = 50;

/** The follower stands before an event that it cannot take; that is recorded, and an operator has to release it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  /** @param event what it stands before; without it nothing but the end of the engine stopped it */
  constructor(
    message: string,
    readonly event?: LogEntry,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * So many owners stand still in one view or reaction at most: beyond it, it is not the events that are to blame, and
 * all of it stops.
 */
const MOST_PARTS = 500;

interface Trying {
  readonly log: EngineLog;
  readonly signal: AbortSignal;
}

/**
 * Advances a catch-up of one follower over a batch. When it fails, halves are tried, down to the event that is to blame.
 * When that was tried often enough, only its owner (organization or account) stands still from there on, which is
 * recorded and reported, and the follower goes on with the others.
 * @throws Stopped when there are no others: the follower is the part of one owner, or too many stand still
 */
export async function advanceAlone(catchUp: CatchUp, batch: LogBatch, context: Trying): Promise<void> {
  try {
    await catchUp.writeAlone(batch.events, batch);
  } catch (error) {
    if (!(error instanceof FollowerFailed)) throw error;
    const [only] = batch.events;
    if (batch.events.length > 1) await inHalves(catchUp, batch, context);
    else if (only) await again(catchUp, { batch, event: only }, context);
    else throw error;
  }
}

async function inHalves(catchUp: CatchUp, batch: LogBatch, context: Trying): Promise<void> {
  const middle = Math.ceil(batch.events.length / 2);
  const first = batch.events.slice(0, middle);
  const last = first.at(-1);
  if (last) await advanceAlone(catchUp, { ...batch, events: first, upTo: last.position }, context);
  await advanceAlone(catchUp, { ...batch, events: batch.events.slice(middle) }, context);
}

async function again(
  catchUp: CatchUp,
  { batch, event }: { batch: LogBatch; event: LogEntry },
  { log, signal }: Trying,
): Promise<void> {
  for (let tries = 2; ; tries += 1) {
    await pause(FIRST_PAUSE_MS * 2 ** (tries - 2), undefined, { signal });
    try {
      return await catchUp.writeAlone(batch.events, batch);
    } catch (error) {
      if (!(error instanceof FollowerFailed)) throw error;
      if (tries < TRIES) continue;
      const {
        follower: { name, version, generation, share },
        message: reason,
      } = error;
      const { owner } = parseStreamName(event.stream);
      const isLeft = share.owner === undefined && owner !== '' && share.parts < MOST_PARTS;
      if (isLeft) await catchUp.leaveBehind({ owner, event, reason, tries }, batch);
      else await catchUp.ledger.stop({ name, version, generation, event, reason, tries });
      log.error(
        {
          alarm: 'stopped',
          name,
          version,
          owner,
          position: event.position.commit,
          event: event.id,
          type: event.type,
          stream: event.stream,
          reason,
        },
        `${isLeft ? `${owner} in ${name}` : name} stands still: an event cannot be taken. Others go on; release it when the cause is gone.`,
      );
      if (isLeft) return;
      throw new Stopped(`${name} stopped at ${event.id}`, event, { cause: error });
    }
  }
}

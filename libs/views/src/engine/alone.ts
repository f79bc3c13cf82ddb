import type { LogBatch, LogEntry } from '@annals/eventstore';
import { setTimeout as pause } from 'node:timers/promises';
import { FollowerFailed } from './follower';
import type { Lane } from './lane';
import type { EngineLog } from './log';

/** So often an event is tried before its follower stops at it (R14). */
export const TRIES = 5;
const FIRST_PAUSE_MS = 50;

/** The follower stands before an event that it cannot take; that is recorded, and an operator has to release it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  /** @param event what it stands before; without it nothing but the end of the engine stopped it */
  constructor(message: string, readonly event?: LogEntry, options?: ErrorOptions) {
    super(message, options);
  }
}

interface Trying {
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  /** Whether the stop keeps this version from going on until somebody releases it. */
  readonly record?: boolean;
}

/**
 * Advances a lane of one follower over a batch. When it fails, halves are tried, down to the event that is to blame.
 * @throws Stopped when that event was tried often enough; the stop is recorded and reported
 */
export async function advanceAlone(lane: Lane, batch: LogBatch, context: Trying): Promise<void> {
  try {
    await lane.writeAlone(batch.events, batch);
  } catch (error) {
    if (!(error instanceof FollowerFailed)) throw error;
    const [only] = batch.events;
    if (batch.events.length > 1) await inHalves(lane, batch, context);
    else if (only) await again(lane, { batch, event: only }, context);
    else throw error;
  }
}

async function inHalves(lane: Lane, batch: LogBatch, context: Trying): Promise<void> {
  const middle = Math.ceil(batch.events.length / 2);
  const first = batch.events.slice(0, middle);
  const last = first.at(-1);
  if (last) await advanceAlone(lane, { ...batch, events: first, upTo: last.position }, context);
  await advanceAlone(lane, { ...batch, events: batch.events.slice(middle) }, context);
}

async function again(lane: Lane, { batch, event }: { batch: LogBatch; event: LogEntry }, { log, signal, record = true }: Trying): Promise<void> {
  for (let tries = 2; ; tries += 1) {
    await pause(FIRST_PAUSE_MS * 2 ** (tries - 2), undefined, { signal });
    try {
      return await lane.writeAlone(batch.events, batch);
    } catch (error) {
      if (!(error instanceof FollowerFailed)) throw error;
      if (tries < TRIES) continue;
      const { name, version } = error.follower;
      if (record) await lane.ledger.stop({ name, version, event, reason: error.message, tries });
      log.error({ alarm: 'stopped', name, version, position: event.position.commit, event: event.id, type: event.type, stream: event.stream, reason: error.message },
        `${name} stopped: it cannot take an event. Others go on; release it when the cause is gone.`);
      throw new Stopped(`${name} stopped at ${event.id}`, event, { cause: error });
    }
  }
}

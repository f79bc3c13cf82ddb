import type { Position } from '@annals/kernel';
import type { Connection } from './client/connection';
import { logArrivals, SubscriptionSignal, type Arrival } from './client/log-arrivals';
import type { Decoder } from './decode';
import type { EventStoreLog } from './event-store-log';
import type { LogBatch } from './log-event';
import type { StoredRecord } from './stored-record';

export interface LogOptions {
  /** Exclusive: what was handled last. */
  readonly from: Position | 'start';
  /** Ends the reading, without an error. */
  readonly signal: AbortSignal;
  /** Events in a batch at most; 1000 without it. One that is live has what is there. */
  readonly maxBatch?: number;
  /**
   * A damaged log ends the reading with LogDamaged; without it the store is asked again, ever more slowly, until
   * somebody has restored it.
   */
  readonly damageEnds?: boolean;
  /**
   * Waited for whenever the store has let us subscribe, before anything of that subscription is handed out: after an
   * outage it may be another log. What it throws ends the reading.
   */
  readonly subscribed?: () => Promise<void>;
}

const START: Position = { commit: 0n, prepare: 0n };

/**
 * The log after `from`, in order and without gaps, in batches that are each decoded once. `upTo` moves over the store's
 * own events too, but only in the place where they were: never past an event that isn't handed out yet. Events that
 * can't be read are in their place, with the reason. @throws whatever the keyring throws; LogDamaged with `damageEnds`
 */
export async function* readLog(
  connection: Connection,
  decoder: Decoder,
  options: LogOptions & { readonly deadlineMs: number; readonly log: EventStoreLog },
): AsyncGenerator<LogBatch> {
  const { from, signal, maxBatch = 1000, subscribed, damageEnds = false, deadlineMs, log } = options;
  let upTo = from === 'start' ? START : from;
  let live = false;
  const after = () => (isAfter(upTo, START) ? upTo : undefined);
  for await (const arrivals of logArrivals(connection, {
    signal,
    most: maxBatch,
    deadlineMs,
    after,
    log,
    damageEnds,
  })) {
    if (arrivals.some((arrival) => arrival instanceof SubscriptionSignal && arrival.what === 'confirmed'))
      await subscribed?.();
    const before: { readonly upTo: Position; readonly live: boolean } = { upTo, live };
    const records: StoredRecord[] = [];
    for (const arrival of arrivals) {
      if (!(arrival instanceof SubscriptionSignal)) records.push(arrival);
      else if (arrival.what === 'live' || arrival.what === 'behind') live = arrival.what === 'live';
      upTo = further(upTo, arrival);
    }
    if (records.length === 0 && live === before.live && upTo === before.upTo) continue;
    yield { events: await decoder.entries(records), upTo, live };
  }
}

/** The place after an arrival; it never goes back. */
export function further(upTo: Position, arrival: Arrival): Position {
  const { position } = arrival;
  return position && isAfter(position, upTo) ? position : upTo;
}

export const isAfter = (a: Position, b: Position): boolean =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);

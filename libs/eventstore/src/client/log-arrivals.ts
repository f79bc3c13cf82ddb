import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Position } from '@annals/kernel';
import type { EventStoreLog } from '../event-store-log';
import { AccessRefused, LogDamaged, saysDamaged, saysNoAccess } from '../faults';
import { recordOf, type StoredRecord } from '../stored-record';
import { answers } from './answers';
import type { Connection } from './connection';
import { LostSubscriptions } from './lost-subscriptions';
import { followRequest } from './read-request';

/** Something that the subscription said between events, kept in its place among them. */
export class SubscriptionSignal {
  constructor(
    readonly what: 'confirmed' | 'live' | 'behind' | 'checkpoint',
    readonly position?: Position,
  ) {}
}

export type Arrival = StoredRecord | SubscriptionSignal;

/**
 * How many of the store's own events pass by before the place is told, so that a resume never reads many of them again.
 */
const CHECKPOINT_EVERY = 32;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2000;
/** Positions beyond it are no places: some servers send 2^64-1 when history had no match (protocol §3.6). */
const LARGEST_PLACE = 2n ** 63n;

export interface ArrivalsOptions {
  readonly signal: AbortSignal;
  readonly most: number;
  readonly deadlineMs: number;
  /** Where to go on from: what the consumer has handled. Asked at every new subscription. */
  readonly after: () => Position | undefined;
  /** Told of every end that was not asked for. */
  readonly log: EventStoreLog;
  /** A damaged log ends the reading instead of being asked again, ever more slowly, until somebody has restored it. */
  readonly damageEnds?: boolean;
  /** Only streams whose names begin like this; without it all but the store's own. */
  readonly prefixes?: readonly string[];
}

/**
 * What the log delivers, in arrays of what is there, without the store's own events. Every end that was not asked for
 * (protocol §3.9: servers drop subscriptions in everyday life, some with status OK) leads to a new subscription, after
 * a pause.
 * @throws AccessRefused when the store does not let us in: no new subscription would change that; LogDamaged with
 * `damageEnds`
 */
export async function* logArrivals(connection: Connection, options: ArrivalsOptions): AsyncGenerator<Arrival[]> {
  const { signal, log, after } = options;
  const losses = new LostSubscriptions(log);
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    let reason = 'the event store ended it';
    for await (const arrivals of oneSubscription(connection, options, (why) => {
      reason = why;
    })) {
      // One that was only let in has brought nothing: before a damaged event every subscription is.
      if (arrivals.some((arrival) => !(arrival instanceof SubscriptionSignal && arrival.what === 'confirmed')))
        pause = FIRST_PAUSE_MS;
      if (arrivals.some((arrival) => arrival instanceof SubscriptionSignal && arrival.what === 'live')) losses.live();
      yield arrivals;
    }
    // `live` is over; and a server that accepts and ends at once is not asked a thousand times a second.
    if (!signal.aborted) {
      losses.lost(reason, after());
      yield [new SubscriptionSignal('behind')];
    }
    await pauseUnless(signal, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function* oneSubscription(
  connection: Connection,
  { signal, most, deadlineMs, after, prefixes, damageEnds }: ArrivalsOptions,
  failed: (reason: string) => void,
): AsyncGenerator<Arrival[]> {
  const request = followRequest(after() ?? 'start', { prefixes, checkpointEvery: CHECKPOINT_EVERY });
  // Whoever has said something may be silent for ever: a quiet log. A server that never said a word is not waited for.
  let patience: number | undefined = deadlineMs;
  try {
    for await (const responses of answers(connection, request, { most, patienceMs: () => patience, signal })) {
      patience = undefined;
      yield responses.flatMap((response) => arrivalOf(response) ?? []);
    }
  } catch (error) {
    if (saysNoAccess(error)) throw new AccessRefused(error);
    if (damageEnds && saysDamaged(error)) throw new LogDamaged(error);
    // Whatever else it failed with, the answer is to subscribe again.
    failed(error instanceof Error ? error.message : String(error));
  }
}

/** What an answer says; undefined where that is nothing for us. */
function arrivalOf(response: ReadResp): Arrival | undefined {
  if (response.hasConfirmation()) return new SubscriptionSignal('confirmed');
  if (response.hasCaughtUp()) return new SubscriptionSignal('live');
  if (response.hasFellBehind()) return new SubscriptionSignal('behind');
  const checkpoint = response.getCheckpoint();
  if (!checkpoint) return recordOf(response);
  const position = { commit: BigInt(checkpoint.getCommitPosition()), prepare: BigInt(checkpoint.getPreparePosition()) };
  return position.commit < LARGEST_PLACE ? new SubscriptionSignal('checkpoint', position) : undefined;
}

async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

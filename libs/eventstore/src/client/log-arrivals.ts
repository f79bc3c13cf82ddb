import { setTimeout as sleep } from 'node:timers/promises';
import { AccessDeniedError, excludeSystemEvents, streamNameFilter, type AllStreamResolvedEvent, type AllStreamSubscription } from '@eventstore/db-client';
import type { Position } from '@annals/kernel';
import type { EventStoreLog } from '../event-store-log';
import { AccessRefused, LogDamaged, saysDamaged } from '../faults';
import type { Connection } from './connection';
import { Inflow, Silent } from './inflow';
import { LostSubscriptions } from './lost-subscriptions';

/** Something that the subscription said between events, kept in its place among them. */
export class Said {
  constructor(readonly what: 'confirmed' | 'live' | 'behind' | 'checkpoint', readonly position?: Position) {}
}

export type Arrival = AllStreamResolvedEvent | Said;

/** How many of the store's own events pass by before the place is told, so that a resume never reads many of them again. */
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
 * (protocol §3.9: servers drop subscriptions in everyday life, some with status OK) leads to a new subscription, after a pause.
 * @throws AccessRefused when the store does not let us in: no new subscription would change that; LogDamaged with `damageEnds`
 */
export async function* logArrivals(connection: Connection, options: ArrivalsOptions): AsyncGenerator<Arrival[]> {
  const { signal, log, after } = options;
  const losses = new LostSubscriptions(log);
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    let reason = 'the event store ended it';
    for await (const arrivals of oneSubscription(connection, options, (why) => { reason = why; })) {
      // One that was only let in has brought nothing: before a damaged event every subscription is.
      if (arrivals.some((arrival) => !(arrival instanceof Said && arrival.what === 'confirmed'))) pause = FIRST_PAUSE_MS;
      if (arrivals.some((arrival) => arrival instanceof Said && arrival.what === 'live')) losses.live();
      yield arrivals;
    }
    // `live` is over; and a server that accepts and ends at once is not asked a thousand times a second.
    if (!signal.aborted) {
      losses.lost(reason, after());
      yield [new Said('behind')];
    }
    await pauseUnless(signal, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function* oneSubscription(connection: Connection, { signal, most, deadlineMs, after, prefixes, damageEnds }: ArrivalsOptions, failed: (reason: string) => void): AsyncGenerator<Arrival[]> {
  const { client } = connection;
  const checkpoints = { checkpointInterval: CHECKPOINT_EVERY, checkpointReached: markCheckpoint };
  const filter = prefixes ? streamNameFilter({ prefixes: [...prefixes], ...checkpoints }) : excludeSystemEvents(checkpoints);
  const subscription = client.subscribeToAll({ fromPosition: after() ?? 'start', filter });
  const inflow = new Inflow<Arrival>(subscription, most);
  markTurns(subscription);
  const leave = () => inflow.leave();
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  try {
    for (let patience: number | undefined = deadlineMs; ; patience = undefined) {
      const arrivals = await inflow.next(patience);
      if (!arrivals) return;
      yield arrivals;
    }
  } catch (error) {
    if (error instanceof AccessDeniedError) throw new AccessRefused(error);
    if (damageEnds && saysDamaged(error)) throw new LogDamaged(error);
    // Whatever else it failed with, the answer is to subscribe again; a server that never said a word gets a new connection.
    if (error instanceof Silent) connection.drop(client);
    failed(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } finally {
    signal.removeEventListener('abort', leave);
    inflow.leave();
    subscription.unsubscribe().catch(() => undefined); // It never opened: nothing to end.
  }
}

/** Both callbacks run while the subscription passes on messages in order, so what is pushed here stays in its place among the events. */
function markCheckpoint(subscription: AllStreamSubscription, position: Position): void {
  if (position.commit < LARGEST_PLACE) subscription.push(new Said('checkpoint', position));
}

function markTurns(subscription: AllStreamSubscription): void {
  subscription.on('confirmation', () => subscription.push(new Said('confirmed')));
  subscription.on('caughtUp', () => subscription.push(new Said('live')));
  subscription.on('fellBehind', () => subscription.push(new Said('behind')));
}

async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

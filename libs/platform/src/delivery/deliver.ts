import { millisecondsBetween, plus, type Instant } from '@annals/kernel';
import type { DeliveryLanes, Lane } from '@annals/vault';
import { nextTry } from './back-off';
import { failedBy } from './post';
import type { DeliveryFailed, Parcel, Sink } from './sink';

/** What a lane leads from, and where it leads to. */
export interface Way {
  readonly sink: Sink;
  /** Events behind a number, in order; none where there is nothing yet. */
  readonly read: (after: number, most: number) => Promise<readonly Parcel[]>;
}

export interface Delivery {
  readonly lanes: Pick<DeliveryLanes, 'take' | 'advance' | 'rest'>;
  readonly clock: () => Instant;
  /** undefined: it leads nowhere any more. */
  readonly wayOf: (lane: Lane) => Promise<Way | undefined>;
  /** Told when a lane failed, and since when it does; and when it goes on after that. */
  readonly failed: (lane: Lane, failure: DeliveryFailed, since: Instant) => Promise<unknown>;
  readonly recovered: (lane: Lane) => Promise<unknown>;
}

/** A turn lasts so long; then others have theirs. It is shorter than a lane is held. */
const TURN_MS = 20_000;
/** Held so long without a word: longer than anything that is sent may take, so that no two send at the same time. */
export const HELD_FOR = { seconds: 60 };
/** Where there is nothing to send it is looked again so much later. */
const NOTHING_NEW = { seconds: 2 };
/** So many lanes at a time: one that hangs holds up no other. */
const AT_ONCE = 4;

/** Takes every lane that is due, one after the other, and sends what there is, until none is left. */
export async function deliverDue(delivery: Delivery, kind: string, ending: AbortSignal): Promise<void> {
  const works = async (): Promise<void> => {
    while (!ending.aborted) {
      const now = delivery.clock();
      const lane = await delivery.lanes.take(kind, now, plus(now, HELD_FOR));
      if (lane === undefined) return;
      await deliverTo(lane, delivery, ending);
    }
  };
  const faults = (await Promise.allSettled(Array.from({ length: AT_ONCE }, works))).flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  if (faults.length > 0) throw new AggregateError(faults, 'Some deliveries could not be looked after');
}

/** One turn of a lane: in order, and each number is remembered once it was taken. */
async function deliverTo(lane: Lane, delivery: Delivery, ending: AbortSignal): Promise<void> {
  const { lanes, clock } = delivery;
  const way = await delivery.wayOf(lane);
  if (way === undefined) return lanes.rest(lane, { due: undefined });
  const began = clock();
  let { after, tries } = lane;
  while (!ending.aborted && millisecondsBetween(began, clock()) < TURN_MS) {
    const parcels = await way.read(after, way.sink.most);
    const last = parcels.at(-1);
    if (last === undefined) return lanes.rest(lane, { due: plus(clock(), NOTHING_NEW) });
    const failure = await sent(way.sink, parcels, ending);
    if (failure !== undefined)
      return ending.aborted ? lanes.rest(lane, { due: clock() }) : fails(lane, failure, delivery);
    const now = clock();
    if (!(await lanes.advance(lane, { after: last.sequence, sent: parcels.length, now, until: plus(now, HELD_FOR) })))
      return;
    if (tries > 0) await delivery.recovered(lane);
    [after, tries] = [last.sequence, 0];
  }
  return lanes.rest(lane, { due: clock() });
}

async function sent(sink: Sink, parcels: readonly Parcel[], signal: AbortSignal): Promise<DeliveryFailed | undefined> {
  try {
    await sink.send(parcels, signal);
    return undefined;
  } catch (error) {
    return failedBy(error);
  }
}

async function fails(lane: Lane, failure: DeliveryFailed, { lanes, clock, failed }: Delivery): Promise<void> {
  const now = clock();
  const since = lane.failingSince ?? now;
  await lanes.rest(lane, { due: nextTry(now, lane.tries), failure: { code: failure.code, since } });
  await failed(lane, failure, since);
}

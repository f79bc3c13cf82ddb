import { MOST_WAITING, type SkipReason } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import type { Trigger } from '../fleet/triggers';

/** A due time that is fired so late at most is on time; of earlier ones nobody was there. */
const LATE = { minutes: 5 };

/** What is seen when a due time is looked at. */
export interface Sight {
  readonly now: Instant;
  /** The due times from the one that is looked at on to now, as far as they were counted. */
  readonly dues: readonly Instant[];
  /** Somebody was there at due times up to this one. */
  readonly seenUntil: Instant | undefined;
  /** What stops any run of it. */
  readonly stoppedBy: SkipReason | undefined;
  readonly isDayOff: boolean;
  /** The run that it began last is still going. */
  readonly isGoing: boolean;
}

/** What becomes of a due time, and which of those after it share that. */
export type Fate =
  | { readonly does: 'fire' }
  | { readonly does: 'wait' }
  | { readonly does: 'skip'; readonly reason: SkipReason; readonly spell: readonly Instant[] };

const skip = (reason: SkipReason, spell: readonly Instant[] = []): Fate => ({ does: 'skip', reason, spell });

/** How many of the due times that nobody was there for are fired all the same, the last of them. */
const kept = ({ missed, missedAtMost }: Pick<Trigger, 'missed' | 'missedAtMost'>): number =>
  ({ once: 1, all: missedAtMost })[missed] ?? 0;

/**
 * What becomes of the first due time of a trigger that is not settled. The first rule that says something counts: what
 * stops it, a day off, that nobody was there, the run before.
 */
export function fateOf(trigger: Pick<Trigger, 'missed' | 'missedAtMost' | 'overlap'>, sight: Sight): Fate {
  const { now, dues, seenUntil = '', stoppedBy, isDayOff, isGoing } = sight;
  if (stoppedBy !== undefined) return skip(stoppedBy);
  if (isDayOff) return skip('DAY_OFF');
  const onTime = plus(now, { minutes: -LATE.minutes });
  const missed = dues.filter((due) => due < onTime && due > seenUntil);
  const left = missed.slice(0, Math.max(0, missed.length - kept(trigger)));
  if (left.length > 0) return skip('MISSED', left.slice(1));
  if (!isGoing || trigger.overlap === 'parallel') return { does: 'fire' };
  if (trigger.overlap !== 'queue') return skip('STILL_RUNNING');
  return dues.length > MOST_WAITING ? skip('TOO_MANY_WAIT') : { does: 'wait' };
}

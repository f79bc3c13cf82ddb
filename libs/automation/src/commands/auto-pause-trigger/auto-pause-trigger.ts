import { triggerAutoPaused, type FleetEvent } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface AutoPauseTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
  readonly failures: number;
  /** Since when they were counted: what was turned on or changed since is counted anew. */
  readonly from: Instant;
}

/** P15: a trigger whose fires came to nothing, one after the other, pauses itself; nothing where it is off or anew. */
export const autoPauseTrigger: Decide<Fleet, AutoPauseTrigger, FleetEvent> = (
  { triggers },
  { triggerId, failures, from },
) => {
  const trigger = triggers.get(triggerId);
  const isDue = trigger?.enabled && trigger.from === from && failures >= trigger.pauseAfter;
  return isDue ? [triggerAutoPaused({ triggerId, failures })] : [];
};

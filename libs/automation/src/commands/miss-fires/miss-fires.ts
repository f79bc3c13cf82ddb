import { triggerFiresMissed, type FleetEvent, type SkipReason } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface MissFires {
  readonly organizationId: string;
  readonly triggerId: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly count: number;
  readonly reason: SkipReason;
}

/** A spell of due times is left out, once; nothing where the trigger is no more (history.md §7). */
export const missFires: Decide<Fleet, MissFires, FleetEvent> = ({ triggers }, { organizationId: _, ...spell }) => {
  const trigger = triggers.get(spell.triggerId);
  return trigger && (trigger.missedUntil ?? '') < spell.until ? [triggerFiresMissed(spell)] : [];
};

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

/**
 * A spell of due times is left out, once (history.md §7); also of a trigger that was deleted before anybody looked at
 * them: of that the state knows nothing, so that it rests on the id of the command, which follows from the first of
 * them.
 */
export const missFires: Decide<Fleet, MissFires, FleetEvent> = ({ triggers }, { organizationId: _, ...spell }) =>
  (triggers.get(spell.triggerId)?.missedUntil ?? '') < spell.until ? [triggerFiresMissed(spell)] : [];

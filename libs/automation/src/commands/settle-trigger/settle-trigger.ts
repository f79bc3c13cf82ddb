import { triggerDisabled, triggerReassigned, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';

export interface SettleTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
  /** Whose it was. */
  readonly from: string;
  /** The membership that they are in now: what they own in it is theirs. */
  readonly current: number | undefined;
  /** Who takes it; undefined: it is turned off. */
  readonly to: Owner | undefined;
}

/** W4: a trigger that somebody left behind gets its new owner, or is off without one, as bots are. */
export const settleTrigger: Decide<Fleet, SettleTrigger, FleetEvent> = (
  { triggers },
  { triggerId, from, current, to },
) => {
  const trigger = triggers.get(triggerId);
  if (trigger?.owner?.personId !== from || trigger.owner.membership === current) return [];
  if (to) return [triggerReassigned({ triggerId, ownedBy: to })];
  return [...(trigger.enabled ? [triggerDisabled({ triggerId })] : []), triggerReassigned({ triggerId })];
};

import { triggerEnabled, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface EnableTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

/** B12: a trigger fires from now on, or nothing when it does already. @throws Refused TRIGGER_NOT_FOUND */
export const enableTrigger: Decide<Fleet, EnableTrigger, FleetEvent> = (fleet, { triggerId }, { now }) =>
  mustHaveTrigger(fleet, triggerId).enabled ? [] : [triggerEnabled({ triggerId, from: now })];

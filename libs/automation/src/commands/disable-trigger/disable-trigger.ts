import { triggerDisabled, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface DisableTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

/** B12: a trigger fires no more, or nothing when it is off. @throws Refused TRIGGER_NOT_FOUND */
export const disableTrigger: Decide<Fleet, DisableTrigger, FleetEvent> = (fleet, { triggerId }) =>
  mustHaveTrigger(fleet, triggerId).enabled ? [triggerDisabled({ triggerId })] : [];

import { triggerDeleted, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface DeleteTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

/** B12: a trigger is no more; its runs stay. @throws Refused TRIGGER_NOT_FOUND */
export const deleteTrigger: Decide<Fleet, DeleteTrigger, FleetEvent> = (fleet, { triggerId }) => {
  mustHaveTrigger(fleet, triggerId);
  return [triggerDeleted({ triggerId })];
};

import { triggerReassigned, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface ReassignTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
  readonly owner: Owner;
}

/** A trigger gets another owner: it fires in their name. @throws Refused TRIGGER_NOT_FOUND */
export const reassignTrigger: Decide<Fleet, ReassignTrigger, FleetEvent> = (state, { triggerId, owner }) => {
  const { owner: before } = mustHaveTrigger(state, triggerId);
  const same = before?.personId === owner.personId && before.membership === owner.membership;
  return same ? [] : [triggerReassigned({ triggerId, ownedBy: owner })];
};

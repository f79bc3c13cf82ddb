import { auditDestinationRemoved, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDestination } from '../../oversight/destinations';
import type { Oversight } from '../../oversight/oversight';

export interface RemoveDestination {
  readonly organizationId: string;
  readonly destinationId: string;
}

/** @throws Refused DESTINATION_NOT_FOUND, also the second time: its id is nobody's any more */
export const removeDestination: Decide<Oversight, RemoveDestination, OversightEvent> = (
  { destinations },
  { destinationId },
) => {
  mustBeDestination(destinations, destinationId);
  return [auditDestinationRemoved({ destinationId })];
};

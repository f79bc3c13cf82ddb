import { auditDestinationPaused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDestination } from '../../oversight/destinations';
import type { Oversight } from '../../oversight/oversight';

export interface PauseDestination {
  readonly organizationId: string;
  readonly destinationId: string;
}

/** Nothing is sent there until it goes on. @throws Refused DESTINATION_NOT_FOUND */
export const pauseDestination: Decide<Oversight, PauseDestination, OversightEvent> = (
  { destinations },
  { destinationId },
) => {
  const { isPaused } = mustBeDestination(destinations, destinationId);
  return isPaused ? [] : [auditDestinationPaused({ destinationId })];
};

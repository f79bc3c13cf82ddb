import { auditDestinationResumed, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDestination } from '../../oversight/destinations';
import type { Oversight } from '../../oversight/oversight';

export interface ResumeDestination {
  readonly organizationId: string;
  readonly destinationId: string;
}

/** It goes on where it was paused. @throws Refused DESTINATION_NOT_FOUND */
export const resumeDestination: Decide<Oversight, ResumeDestination, OversightEvent> = (
  { destinations },
  { destinationId },
) => {
  const { isPaused } = mustBeDestination(destinations, destinationId);
  return !isPaused ? [] : [auditDestinationResumed({ destinationId })];
};

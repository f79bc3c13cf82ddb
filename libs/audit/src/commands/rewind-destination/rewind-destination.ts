import { auditDestinationRewound, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeDestination } from '../../oversight/destinations';
import type { Oversight } from '../../oversight/oversight';

export interface RewindDestination {
  readonly organizationId: string;
  readonly destinationId: string;
  /** The number of the entry behind which it goes on. */
  readonly after: number;
  /** The last entry that there is: what is still to come is not left out. */
  readonly last: number;
}

/** Each time is told, and begins anew: who gets it asks for it. @throws Refused DESTINATION_NOT_FOUND, ENTRY_NOT_FOUND */
export const rewindDestination: Decide<Oversight, RewindDestination, OversightEvent> = (
  { destinations },
  { destinationId, after, last },
) => {
  mustBeDestination(destinations, destinationId);
  if (after > last) throw refused('ENTRY_NOT_FOUND');
  return [auditDestinationRewound({ destinationId, after })];
};

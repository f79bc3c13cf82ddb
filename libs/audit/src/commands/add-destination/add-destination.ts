import { auditDestinationAdded, MOST_DESTINATIONS, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

type Added = Parameters<typeof auditDestinationAdded>;

/** The audit log is to be sent on to another system. */
export interface AddDestination {
  readonly settings: Omit<Added[0], 'destinationId'>;
  readonly typed: Added[1];
}

/** Two may lead to the same system, from different places on. @throws Refused DESTINATION_LIMIT_REACHED */
export const addDestination: Decide<Oversight, AddDestination, OversightEvent> = (
  { destinations },
  { settings, typed },
  { id },
) => {
  if (destinations.size >= MOST_DESTINATIONS) throw refused('DESTINATION_LIMIT_REACHED', { limit: MOST_DESTINATIONS });
  return [auditDestinationAdded({ destinationId: id('destination'), ...settings }, typed)];
};

import { auditDestinationFailed, auditDestinationRecovered, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface RecordDestinationHealth {
  readonly organizationId: string;
  readonly destinationId: string;
  /** Since when it takes nothing, and why; absent: it takes what is sent. */
  readonly failure?: { readonly since: string; readonly code: string };
}

/** Told when it changes. One that was removed meanwhile is nobody's concern any more. */
export const recordDestinationHealth: Decide<Oversight, RecordDestinationHealth, OversightEvent> = (
  { destinations },
  { destinationId, failure },
) => {
  const one = destinations.get(destinationId);
  if (one === undefined || one.isFailing === (failure !== undefined)) return [];
  return [
    failure === undefined
      ? auditDestinationRecovered({ destinationId })
      : auditDestinationFailed({ destinationId, ...failure }),
  ];
};

import { legalHoldPlaced, MOST_LEGAL_HOLDS, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface PlaceLegalHold {
  readonly organizationId: string;
  readonly name: string;
  /** Absent: everybody. */
  readonly people?: readonly string[] | undefined;
}

/** E6: nobody of these is erased until it is lifted. @throws Refused LEGAL_HOLD_LIMIT_REACHED */
export const placeLegalHold: Decide<Oversight, PlaceLegalHold, OversightEvent> = (
  { holds },
  { name, people },
  { id },
) => {
  const holdId = id('hold');
  if (holds.has(holdId)) return [];
  if (holds.size >= MOST_LEGAL_HOLDS) throw refused('LEGAL_HOLD_LIMIT_REACHED', { limit: MOST_LEGAL_HOLDS });
  return [legalHoldPlaced({ holdId, ...(people && { people: [...new Set(people)] }) }, { name })];
};

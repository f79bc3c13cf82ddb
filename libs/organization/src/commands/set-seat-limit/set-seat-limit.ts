import { seatLimitSet, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustFit } from '../../organization/seating';
import { mustBeFounded } from '../../organization/settings';

export interface SetSeatLimit {
  readonly organizationId: string;
  /** null: as many as it likes. */
  readonly limit: number | null;
}

/**
 * I-2: an operator says how many seats there are. Never fewer than are taken: nobody loses theirs by it.
 * @throws Refused ORG_NOT_FOUND, SEAT_LIMIT_REACHED
 */
export const setSeatLimit: Decide<Organization, SetSeatLimit, OrganizationEvent> = (state, { limit }, { now }) => {
  mustBeFounded(state.settings);
  if (limit === state.seats.limit) return [];
  mustFit({ ...state, seats: { limit } }, now);
  return [seatLimitSet({ limit })];
};

import type { OrganizationEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** What an operator allows, or a plan; null: as many as it likes. */
export interface Seats {
  limit: number | null;
}

export const anyNumber = (): Seats => ({ limit: null });

export const seatsEvolve = {
  SeatLimitSet(seats, { data: { limit } }): void {
    seats.limit = limit;
  },
} satisfies SliceEvolve<Seats, OrganizationEvent>;

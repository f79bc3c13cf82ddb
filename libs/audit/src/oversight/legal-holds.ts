import { refused, type OversightEvent } from '@annals/contracts';
import type { Frozen, SliceEvolve } from '@annals/kernel';

/** Legal holds that are in force, with whom each holds; undefined: everybody. */
export type LegalHolds = Map<string, readonly string[] | undefined>;

export const legalHoldsEvolve = {
  LegalHoldPlaced: (holds, { data: { holdId, people } }): void => void holds.set(holdId, people),
  LegalHoldLifted: (holds, { data: { holdId } }): void => void holds.delete(holdId),
} satisfies SliceEvolve<LegalHolds, OversightEvent>;

/** The legal holds that keep somebody from being erased. */
export const holdsOn = (holds: Frozen<LegalHolds>, personId: string): readonly string[] =>
  [...holds].flatMap(([holdId, people]) => (people === undefined || people.includes(personId) ? [holdId] : []));

/** @throws Refused LEGAL_HOLD */
export function mustNotBeHeld(holds: Frozen<LegalHolds>, personId: string): void {
  const keeping = holdsOn(holds, personId);
  if (keeping.length > 0) throw refused('LEGAL_HOLD', { holds: keeping });
}

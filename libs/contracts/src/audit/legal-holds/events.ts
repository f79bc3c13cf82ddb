import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, line } from '../../words';

/** In stream `oversight-{organizationId}`: until it is lifted nobody of these is erased; without `people`, nobody at all. */
export const legalHoldPlaced = defineEvent('LegalHoldPlaced', {
  data: { holdId: id, people: z.array(id).min(1).optional() },
  text: { name: line(1, 80) },
});
export const legalHoldLifted = defineEvent('LegalHoldLifted', { data: { holdId: id } });

export const legalHoldsEvents = { legalHoldPlaced, legalHoldLifted };
export type LegalHoldsEvent = EventOf<(typeof legalHoldsEvents)[keyof typeof legalHoldsEvents]>;

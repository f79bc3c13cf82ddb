import { z } from 'zod';
import { effect, id, instant, line, page, paged, personal, reason } from '../../words';
import { MOST_HELD_PEOPLE } from '../erasures/words';

/** POST …/legal-holds. Without `people` nobody at all is erased meanwhile. */
export const PlaceLegalHold = z
  .strictObject({ name: line(1, 80), people: z.array(id).min(1).max(MOST_HELD_PEOPLE).optional(), reason })
  .meta({ id: 'PlaceLegalHold' });
export const LegalHoldParams = z.object({ organizationId: id, holdId: id });
export const LegalHoldEffect = z.object({ holdId: id, ...effect }).meta({ id: 'LegalHoldEffect' });
/** GET …/legal-holds: those that are in force, the newest first. */
export const ListLegalHolds = z.strictObject(page);
export const LegalHold = z
  .object({
    holdId: id,
    name: z.string(),
    /** null: everybody. */
    people: z
      .array(z.object({ personId: id, label: personal }))
      .max(MOST_HELD_PEOPLE)
      .nullable(),
    placedAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'LegalHold' });
export const LegalHolds = z.object(paged(LegalHold)).meta({ id: 'LegalHolds' });

import { z } from 'zod';
import { id } from '../../words';

/** GET …/seats */
export const Seats = z
  .object({
    organizationId: id,
    /** How many there are; null: as many as it likes. */
    limit: z.int().nullable(),
    /** Taken by members who are not suspended. */
    used: z.int(),
    /** Held by invitations that can still be accepted. */
    pending: z.int(),
  })
  .meta({ id: 'Seats' });

import { z } from 'zod';
import { id, instant, effect, reason } from '../../words';

/** How many days the deletion of an organization can be taken back. */
export const graceDays = { least: 7, usual: 30, most: 90 } as const;
/** Whoever asks for a deletion proved who they are so long ago at most. */
export const SIGNED_IN_WITHIN = { minutes: 10 } as const;

/** POST …/deletion: `name` is the organization's, typed again. */
export const RequestDeletion = z
  .strictObject({
    name: z.string().max(400),
    graceDays: z.int().min(graceDays.least).max(graceDays.most).default(graceDays.usual),
    reason,
  })
  .meta({ id: 'RequestDeletion' });
export const DeletionRequested = z
  .object({ organizationId: id, purgeAt: instant, ...effect })
  .meta({ id: 'DeletionRequested' });

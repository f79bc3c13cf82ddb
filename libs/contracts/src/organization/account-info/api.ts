import { z } from 'zod';
import { effect, id, instant, lines, reason, word } from '../../words';
import { industries, sizes } from './words';

/**
 * Marks a field that is for the organization's own reference: in the answer of its settings, and in none that is public
 * (D21; a test looks at every route).
 */
export const INTERNAL = { internal: true } as const;

/** PUT …/account-info: all of it; what is left out is not said any more. */
export const UpdateAccountInfo = z
  .strictObject({
    industry: z.enum(industries).optional(),
    size: z.enum(sizes).optional(),
    useCase: lines(500).optional(),
    reason,
  })
  .meta({ id: 'UpdateAccountInfo' });
/** GET …/account-info */
export const AccountInfo = z
  .object({
    organizationId: id,
    industry: word<string>(industries).nullable().meta(INTERNAL),
    size: word<string>(sizes).nullable().meta(INTERNAL),
    useCase: z.string().nullable().meta(INTERNAL),
    updatedAt: instant.nullable(),
  })
  .meta({ id: 'AccountInfo' });
export const AccountInfoEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'AccountInfoEffect' });

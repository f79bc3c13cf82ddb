import { z } from 'zod';
import { page, paged, queryInstant } from '../../words';
import { AuditEntryDetails } from '../api';

/** GET …/audit/replay, the oldest first. `after`: the number of an entry, to go on behind it. */
export const ReplayAudit = z.strictObject({
  ...page,
  after: z.coerce.number().int().min(0).optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
});
/** `last`: the number of the last entry there is, said on the first page only. */
export const AuditReplay = z
  .object({ ...paged(AuditEntryDetails), last: z.int().nullable() })
  .meta({ id: 'AuditReplay' });

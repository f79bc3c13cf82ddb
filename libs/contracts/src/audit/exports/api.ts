import { z } from 'zod';
import {
  actor,
  askedActor,
  digest,
  effect,
  id,
  instant,
  page,
  paged,
  personal,
  queryInstant,
  reason,
} from '../../words';
import { auditArea, auditOutcome } from '../api';

/** How a file is written: comma-separated values for spreadsheets, or JSON in each line for programs. */
export const auditExportFormat = z.enum(['csv', 'jsonl']);

/** So many files may be open at once. */
export const MOST_OPEN_EXPORTS = 10;
/** So often one of them is given out. */
export const MOST_TAKEN = 20;
/** So long a file can be taken after it was asked for. */
export const EXPORT_MINUTES = 10;

export const AuditExportParams = z.object({ organizationId: id, exportId: id });

/** POST …/audit/exports */
export const RequestAuditExport = z
  .strictObject({
    format: auditExportFormat,
    area: auditArea.optional(),
    type: z.string().max(60).optional(),
    actor: askedActor.optional(),
    outcome: auditOutcome.optional(),
    from: queryInstant.optional(),
    to: queryInstant.optional(),
    reason,
  })
  .meta({ id: 'RequestAuditExport' });

/** Which entries are in a file: all that match, up to the last one there was when it was asked for. */
const contents = {
  rows: z.int(),
  /** Numbers of its first and last entry; null where nothing matches. */
  first: z.int().nullable(),
  last: z.int().nullable(),
  /** Until then the file can be taken. */
  until: instant,
};
export const AuditExportRequest = z.object({ exportId: id, ...contents, ...effect }).meta({ id: 'AuditExportRequest' });

/** GET …/audit/exports/{exportId}/file. `after`: the number of the last entry that somebody has, to go on behind it. */
export const TakeAuditExport = z.strictObject({ after: z.coerce.number().int().min(0).optional() });

/** What was asked for of the log. */
const filter = z.object({
  area: z.string().optional(),
  type: z.string().optional(),
  actor: z.string().optional(),
  outcome: z.string().optional(),
  from: instant.optional(),
  to: instant.optional(),
});
/** One time that a file was given out, to its last byte. `after`: without what comes up to that entry. */
const taken = z.object({
  at: instant,
  actor: actor.pick({ kind: true, id: true }),
  after: z.int().nullable(),
  rows: z.int(),
  digest,
});
/** GET …/audit/exports, newest first; GET …/audit/exports/{exportId} */
export const AuditExport = z
  .object({
    exportId: id,
    format: z.string(),
    filter,
    ...contents,
    requestedAt: instant,
    requestedBy: actor.extend({ label: personal }),
    taken: z.array(taken).max(MOST_TAKEN),
  })
  .meta({ id: 'AuditExport' });
export const ListAuditExports = z.strictObject({ ...page });
export const AuditExportPage = z.object({ ...paged(AuditExport) }).meta({ id: 'AuditExportPage' });

import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { digest, id, instant, word } from '../../words';
import { auditArea, auditOutcome } from '../api';
import { auditExportFormat } from './api';

/** Who did what a file is about; without an id where it is no account and no key. */
const doer = z.object({ kind: word<string>(['user', 'key', 'system', 'operator']), id: id.optional() });

/**
 * The actor asked for entries of the audit log as a file: by which filter, how many there are up to `through`, and the
 * numbers of the first and the last of them. It can be taken until then.
 */
export const auditExportRequested = defineEvent('AuditExportRequested', {
  data: {
    exportId: id,
    format: word(auditExportFormat.options),
    area: word<string>(auditArea.options).optional(),
    outcome: word<string>(auditOutcome.options).optional(),
    doer: doer.optional(),
    from: instant.optional(),
    to: instant.optional(),
    through: z.int().min(0),
    rows: z.int().min(0),
    first: z.int().min(1).optional(),
    last: z.int().min(1).optional(),
    until: instant,
  },
  // A type of event, and a doer that is no account and no key, as they were asked for: any words.
  text: { type: z.string().max(60), actor: z.string().max(60) },
});

/** Its last byte was given out. `after`: it began behind that entry. `digest`: SHA-256 of what was given out. */
export const auditExportTaken = defineEvent('AuditExportTaken', {
  data: { exportId: id, after: z.int().min(0).optional(), rows: z.int().min(0), digest },
});

export const auditExportEvents = { auditExportRequested, auditExportTaken };

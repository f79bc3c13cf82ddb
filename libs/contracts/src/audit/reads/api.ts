import { z } from 'zod';
import { effect, reason } from '../../words';

/** POST …/audit/reads */
export const SetReadAudit = z.strictObject({ on: z.boolean(), reason }).meta({ id: 'SetReadAudit' });
export const ReadAuditEffect = z.object(effect).meta({ id: 'ReadAuditEffect' });
/** GET …/audit/reads */
export const ReadAudit = z.object({ on: z.boolean() }).meta({ id: 'ReadAudit' });

import { defineEvent } from '../../define-event';
import { utcDay } from '../../words';
import { z } from 'zod';

/** The actor looked at the audit log on that day (UTC), however often. */
export const auditViewed = defineEvent('AuditViewed', { data: { day: utcDay } });

/** From now on looking at the audit log is told, or is not. Taking it as a file always is. */
export const readAuditToggled = defineEvent('ReadAuditToggled', { data: { on: z.boolean() } });

export const auditReadEvents = { auditViewed, readAuditToggled };

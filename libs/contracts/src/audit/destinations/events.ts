import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { code, digest, id, instant, line, word } from '../../words';
import { destinationKind } from './api';

/**
 * Entries of the audit log behind `after` are sent on to another system, in order. `secret`: names what it is spoken to
 * with, in the vault; that of a webhook is minted instead. `region` and `account` are of a bucket, `authority` of
 * syslog; empty where there is none.
 */
export const auditDestinationAdded = defineEvent('AuditDestinationAdded', {
  data: { destinationId: id, kind: word(destinationKind.options), after: z.int().min(0), secret: digest.optional() },
  text: {
    name: line(1, 80),
    address: z.string().max(2_000),
    region: z.string().max(40),
    account: z.string().max(128),
    authority: z.string().max(8_000),
  },
});
export const auditDestinationPaused = defineEvent('AuditDestinationPaused', { data: { destinationId: id } });
export const auditDestinationResumed = defineEvent('AuditDestinationResumed', { data: { destinationId: id } });
/** It gets again what is behind `after`, or leaves out what is before. */
export const auditDestinationRewound = defineEvent('AuditDestinationRewound', {
  data: { destinationId: id, after: z.int().min(0) },
});
export const auditDestinationRemoved = defineEvent('AuditDestinationRemoved', { data: { destinationId: id } });
/** It takes nothing since then; what it did not take is sent once it does. */
export const auditDestinationFailed = defineEvent('AuditDestinationFailed', {
  data: {
    destinationId: id,
    since: instant,
    code: code<string>(['HTTP_503', 'CONNECTION_FAILED', 'NO_ANSWER_IN_TIME']),
  },
});
export const auditDestinationRecovered = defineEvent('AuditDestinationRecovered', { data: { destinationId: id } });

export const auditDestinationEvents = {
  auditDestinationAdded,
  auditDestinationPaused,
  auditDestinationResumed,
  auditDestinationRewound,
  auditDestinationRemoved,
  auditDestinationFailed,
  auditDestinationRecovered,
};

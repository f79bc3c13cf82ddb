import { phrase, tells, utc, type Piece } from '../../sentence';
import {
  auditDestinationAdded,
  auditDestinationFailed,
  auditDestinationPaused,
  auditDestinationRecovered,
  auditDestinationRemoved,
  auditDestinationResumed,
  auditDestinationRewound,
} from './events';
import { destinationKinds } from './words';

const destination = (id: string): Piece => ({ kind: 'destination', id });
const behind = (after: number): string => (after === 0 ? 'from the beginning' : `from what comes after #${after}`);

export const auditDestinationSentences = {
  AuditDestinationAdded: tells(auditDestinationAdded, ({ kind, after }, text) => [
    `sends the audit log on to ${text('name')} (${phrase(destinationKinds, kind)}), ${behind(after)}`,
  ]),
  AuditDestinationPaused: tells(auditDestinationPaused, ({ destinationId }) => [
    'paused sending the audit log on to ',
    destination(destinationId),
  ]),
  AuditDestinationResumed: tells(auditDestinationResumed, ({ destinationId }) => [
    'goes on sending the audit log on to ',
    destination(destinationId),
  ]),
  AuditDestinationRewound: tells(auditDestinationRewound, ({ destinationId, after }) => [
    'sends the audit log on to ',
    destination(destinationId),
    ` anew, ${behind(after)}`,
  ]),
  AuditDestinationRemoved: tells(auditDestinationRemoved, ({ destinationId }) => [
    'ended sending the audit log on to ',
    destination(destinationId),
  ]),
  AuditDestinationFailed: tells(auditDestinationFailed, ({ destinationId, since, code }) => [
    'found that ',
    destination(destinationId),
    ` takes nothing of the audit log since ${utc(since)} (${code})`,
  ]),
  AuditDestinationRecovered: tells(auditDestinationRecovered, ({ destinationId }) => [
    'found that ',
    destination(destinationId),
    ' takes the audit log again',
  ]),
};

import { tells } from '../../sentence';
import { auditViewed, readAuditToggled } from './events';

/** How looking at the audit log reads. */
export const auditReadSentences = {
  AuditViewed: tells(auditViewed, () => ['looked at the audit log']),
  ReadAuditToggled: tells(readAuditToggled, ({ on }) => [
    on ? 'has it told again who looks at the audit log' : 'has it no longer told who looks at the audit log',
  ]),
};

import type { OversightEvent } from '@annals/contracts';
import { remembersNothing, type SliceEvolve } from '@annals/kernel';

/** Whether it is told who looks at the audit log: it is, until somebody says otherwise. */
export interface AuditReads {
  on: boolean;
}

export const auditReadsEvolve: SliceEvolve<AuditReads, OversightEvent> = {
  AuditViewed: remembersNothing,
  ReadAuditToggled(reads, { data: { on } }): void {
    reads.on = on;
  },
};

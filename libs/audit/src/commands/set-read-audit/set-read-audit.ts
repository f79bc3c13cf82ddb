import { readAuditToggled, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

/** Says whether it is told who looks at the audit log. */
export interface SetReadAudit {
  readonly organizationId: string;
  readonly on: boolean;
}

export const setReadAudit: Decide<Oversight, SetReadAudit, OversightEvent> = ({ reads }, { on }) =>
  reads.on === on ? [] : [readAuditToggled({ on })];

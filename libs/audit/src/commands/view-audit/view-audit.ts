import { auditViewed, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

/** Somebody looked at the audit log. */
export interface ViewAudit {
  readonly organizationId: string;
  /** UTC */
  readonly day: string;
}

/** That it is told once a day of each is its command's id. */
export const viewAudit: Decide<Oversight, ViewAudit, OversightEvent> = ({ reads }, { day }) =>
  reads.on ? [auditViewed({ day })] : [];

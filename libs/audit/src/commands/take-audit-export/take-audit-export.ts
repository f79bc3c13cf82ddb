import { auditExportTaken, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

/** A file was given out to its last byte. */
export interface TakeAuditExport {
  readonly organizationId: string;
  readonly taken: Parameters<typeof auditExportTaken>[0];
}

/** That it was open was seen when it began (`mustBeOpen`). Each time is told: what is in it may have changed. */
export const takeAuditExport: Decide<Oversight, TakeAuditExport, OversightEvent> = (_, { taken }) => [
  auditExportTaken(taken),
];

import { MOST_OPEN_EXPORTS, refused, MOST_TAKEN, type OversightEvent } from '@annals/contracts';
import type { Frozen, Instant, SliceEvolve } from '@annals/kernel';

type Requested = Extract<OversightEvent, { type: 'AuditExportRequested' }>;

/** A file of the audit log that somebody asked for. */
export interface AuditExport {
  readonly asked: Requested['data'];
  readonly typed: Requested['text'];
  /** How often it was given out. */
  readonly taken: number;
}

/** By their ids, the oldest first. */
export type AuditExports = Map<string, AuditExport>;

/** As no more may be open at once, what is older than so many has ended. */
export const auditExportsEvolve: SliceEvolve<AuditExports, OversightEvent> = {
  AuditExportRequested(exports, { data: asked, text: typed }): void {
    exports.set(asked.exportId, { asked, typed, taken: 0 });
    const [oldest] = exports.keys();
    if (exports.size > MOST_OPEN_EXPORTS && oldest !== undefined) exports.delete(oldest);
  },
  AuditExportTaken(exports, { data: { exportId } }): void {
    const one = exports.get(exportId);
    if (one) exports.set(exportId, { ...one, taken: one.taken + 1 });
  },
};

/** A file that can be taken now. @throws Refused EXPORT_NOT_FOUND, EXPORT_ENDED */
export function mustBeOpen(exports: Frozen<AuditExports>, exportId: string, clock: Instant): Frozen<AuditExport> {
  const one = exports.get(exportId);
  if (!one) throw refused('EXPORT_NOT_FOUND');
  if (clock >= one.asked.until || one.taken >= MOST_TAKEN) throw refused('EXPORT_ENDED');
  return one;
}

import {
  auditExportRequested,
  EXPORT_MINUTES,
  MOST_OPEN_EXPORTS,
  refused,
  type OversightEvent,
} from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

type Requested = Parameters<typeof auditExportRequested>[0];

/** Somebody asks for entries of the audit log as a file. */
export interface RequestAuditExport {
  /** What was asked for, and what of it is there. */
  readonly contents: Omit<Requested, 'exportId' | 'until'>;
  /** As it was typed; empty for nothing. */
  readonly typed: { readonly type: string; readonly actor: string };
}

/** The same again is another file: what people are called in it may have changed. */
export const requestAuditExport: Decide<Oversight, RequestAuditExport, OversightEvent> = (
  { exports },
  { contents, typed },
  { clock, id },
) => {
  const open = [...exports.values()].filter(({ asked }) => clock < asked.until);
  if (open.length >= MOST_OPEN_EXPORTS) throw refused('EXPORT_LIMIT_REACHED', { limit: MOST_OPEN_EXPORTS });
  const until = plus(clock, { minutes: EXPORT_MINUTES });
  return [auditExportRequested({ exportId: id('audit export'), ...contents, until }, typed)];
};

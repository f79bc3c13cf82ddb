import { auditArea, auditOutcome, routes } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { AuditExport } from '../../oversight/audit-exports';
import { AuditExportFiles } from '../../oversight/audit-exports.service';
import type { EntryFilter } from '../../oversight/matching-entries.port';
import { auditFile, formatOf } from './audit-file';
import { ReadFilePart } from './file-part.query';

type Route = typeof routes.audit.takeAuditExport;

/** E13: a file of the audit log, as it was asked for. It is read part by part: who takes it slowly holds no connection. */
@Controller()
export class TakeAuditExportController {
  constructor(
    @Inject(AuditExportFiles) private readonly files: AuditExportFiles,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @On(routes.audit.takeAuditExport)
  async take(
    @Incoming() { asked, caller, context }: Arrived<Route>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { organizationId, exportId, after } = asked;
    const one = await this.files.open(organizationId, exportId);
    const format = formatOf(one.asked.format);
    const filter = { organizationId, ...filterOf(one) };
    const read = async (behind: number, limit: number) =>
      this.queries.execute(
        new ReadFilePart.Query(
          { ...filter, after: behind, through: one.asked.through, limit },
          await this.files.sight(organizationId, caller.principal),
        ),
      );
    const told = (given: { readonly rows: number; readonly digest: string }) =>
      this.files.tell(
        { organizationId, taken: { exportId, ...(after === undefined ? {} : { after }), ...given } },
        context,
      );
    void reply.headers({
      'content-type': format.type,
      'content-disposition': `attachment; filename="audit-${one.asked.through}.${one.asked.format}"`,
      'annals-total': String(one.asked.rows),
      ...(one.asked.last === undefined ? {} : { 'annals-last': String(one.asked.last) }),
    });
    return new StreamableFile(Readable.from(auditFile(format, { after: after ?? 0, read, told })));
  }
}

/** What was asked for, as the log is filtered by it. */
export function filterOf({ asked, typed }: Frozen<AuditExport>): Omit<EntryFilter, 'organizationId'> {
  const { area, outcome, from, to } = asked;
  return {
    ...(area === undefined ? {} : { area: auditArea.parse(area) }),
    ...(outcome === undefined ? {} : { outcome: auditOutcome.parse(outcome) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(typed.type === '' ? {} : { type: typed.type }),
    ...(typed.actor === '' ? {} : { actor: typed.actor }),
  };
}

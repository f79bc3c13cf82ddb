import { routes } from '@annals/contracts';
import { context, serve } from '@annals/platform';
import { RecordDenial, tellDeniedMinutes } from './commands/record-denial/tell-denied-minutes.job';
import {
  RequestAuditExportCommand,
  RequestAuditExportHandler,
} from './commands/request-audit-export/request-audit-export.handler';
import { AuditExportFiles } from './oversight/audit-exports.service';
import { DeniedCommands } from './denials/denied-commands.service';
import { keepHistory } from './proofs/keep-history.service';
import { ProofsController } from './views/proofs/proofs.controller';
import { Proofs } from './proofs/proofs.service';
import { ListAuditController } from './views/audit/audit.query';
import { audit } from './views/audit/audit.view';
import { GetAuditExportController, ListAuditExportsController } from './views/audit-exports/audit-exports.query';
import { ReadFilePart } from './views/audit-exports/file-part.query';
import { MatchingEntriesHandler } from './views/audit-exports/matching-entries.query';
import { TakeAuditExportController } from './views/audit-exports/take-audit-export.controller';
import { ReplayAuditController } from './views/audit-replay/replay-audit.query';
import { GetAuditEntryController } from './views/audit/entry.query';
import {
  GetHistoryController,
  GetHistoryHandler,
  GetMomentController,
  GetMomentHandler,
} from './views/history/history.query';
import { GetAuditFiltersController } from './views/audit/filters.query';
import { ListStoredEntriesController } from './views/stored-entries/stored-entries.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  commands: [RecordDenial, RequestAuditExportHandler],
  queries: [GetHistoryHandler, GetMomentHandler, MatchingEntriesHandler, ReadFilePart],
  services: [DeniedCommands, AuditExportFiles, Proofs],
  controllers: [
    ListAuditController,
    GetAuditFiltersController,
    serve(routes.audit.requestAuditExport, ({ asked, context }) => new RequestAuditExportCommand(asked, context)),
    ListAuditExportsController,
    GetAuditExportController,
    TakeAuditExportController,
    ReplayAuditController,
    GetHistoryController,
    GetMomentController,
    GetAuditEntryController,
    ProofsController,
    ListStoredEntriesController,
  ],
  views: [audit],
  timers: [tellDeniedMinutes, keepHistory],
});

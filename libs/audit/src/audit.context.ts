import { routes } from '@annals/contracts';
import { command, context, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { AddDestinationCommand, AddDestinationHandler } from './commands/add-destination/add-destination.handler';
import { pauseDestination } from './commands/pause-destination/pause-destination';
import {
  deliverToDestinations,
  RecordDestinationHealth,
} from './commands/record-destination-health/deliver-to-destinations.job';
import { removeDestination } from './commands/remove-destination/remove-destination';
import { resumeDestination } from './commands/resume-destination/resume-destination';
import {
  RewindDestinationCommand,
  RewindDestinationHandler,
} from './commands/rewind-destination/rewind-destination.handler';
import {
  TestDestinationController,
  TestDestinationHandler,
} from './commands/test-destination/test-destination.controller';
import { ApproveErasureHandler } from './commands/approve-erasure/approve-erasure.handler';
import { EraseMeHandler } from './commands/erase-me/erase-me.handler';
import { ExpireErasure } from './commands/expire-erasure/expire-erasure.handler';
import { BeginErasure } from './commands/begin-erasure/begin-erasure.handler';
import { eraseWhoIsDue } from './commands/begin-erasure/erase-who-is-due.job';
import { RequestErasureHandler } from './commands/request-erasure/request-erasure.handler';
import { erasureCommands, KeepMe } from './oversight/erasure-commands';
import { Erasing } from './oversight/erasing.service';
import { keepDueOfErasuresWhenTheyChange } from './reactions/keep-due-of-erasures-when-they-change/keep-due-of-erasures-when-they-change';
import { keepErasureDues } from './reactions/keep-due-of-erasures-when-they-change/keep-due-of-erasures-when-they-change.job';
import { RecordDenial, tellDeniedMinutes } from './commands/record-denial/tell-denied-minutes.job';
import {
  RequestAuditExportCommand,
  RequestAuditExportHandler,
} from './commands/request-audit-export/request-audit-export.handler';
import { DestinationSecrets } from './oversight/destination-secrets.service';
import { DestinationWays } from './oversight/destination-ways.service';
import { keepLaneWhenDestinationChanges } from './reactions/keep-lane-when-destination-changes/keep-lane-when-destination-changes';
import { keepLane } from './reactions/keep-lane-when-destination-changes/keep-lane-when-destination-changes.job';
import { ListDestinationsController } from './views/destinations/destinations.query';
import { destinations } from './views/destinations/destinations.view';
import { setReadAudit } from './commands/set-read-audit/set-read-audit';
import { AuditReaders } from './oversight/audit-readers.service';
import { oversight } from './oversight/oversight';
import { GetReadAuditController } from './views/audit/read-audit.query';
import { GetIncidentController } from './views/incident/incident.query';
import { AuditExportFiles } from './oversight/audit-exports.service';
import { DeniedCommands } from './denials/denied-commands.service';
import { Anchoring } from './proofs/anchors.service';
import { keepAnchors, keepHistory } from './proofs/keep-history.service';
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
import { PreviewErasureController, PreviewErasureHandler } from './views/erasures/erasure-preview.query';
import {
  GetErasureCertificateController,
  GetErasureController,
  ListErasuresController,
} from './views/erasures/erasures.query';
import { erasuresView } from './views/erasures/erasures.view';
import { ListLegalHoldsController } from './views/erasures/legal-holds.query';
import { GetMyErasureController, GetMyErasureHandler } from './views/erasures/my-erasure.query';
import { GetAuditFiltersController } from './views/audit/filters.query';
import { ListStoredEntriesController } from './views/stored-entries/stored-entries.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  commands: [
    RecordDenial,
    RequestAuditExportHandler,
    AddDestinationHandler,
    RewindDestinationHandler,
    TestDestinationHandler,
    RecordDestinationHealth,
    RequestErasureHandler,
    ApproveErasureHandler,
    EraseMeHandler,
    ExpireErasure,
    BeginErasure,
    KeepMe,
  ],
  queries: [
    GetHistoryHandler,
    GetMomentHandler,
    MatchingEntriesHandler,
    ReadFilePart,
    PreviewErasureHandler,
    GetMyErasureHandler,
  ],
  services: [
    DeniedCommands,
    AuditExportFiles,
    AuditReaders,
    Erasing,
    DestinationSecrets,
    DestinationWays,
    Proofs,
    Anchoring,
  ],
  controllers: [
    ListAuditController,
    GetIncidentController,
    GetReadAuditController,
    serve(routes.audit.setReadAudit, command('SetReadAudit', oversight, ofOrganization, setReadAudit), idsAndEffect),
    GetAuditFiltersController,
    serve(routes.audit.requestAuditExport, ({ asked, context }) => new RequestAuditExportCommand(asked, context)),
    ListAuditExportsController,
    GetAuditExportController,
    TakeAuditExportController,
    ReplayAuditController,
    GetHistoryController,
    GetMomentController,
    ListDestinationsController,
    serve(routes.audit.addDestination, ({ asked, context }) => new AddDestinationCommand(asked, context)),
    serve(
      routes.audit.pauseDestination,
      command('PauseDestination', oversight, ofOrganization, pauseDestination),
      idsAndEffect,
    ),
    serve(
      routes.audit.resumeDestination,
      command('ResumeDestination', oversight, ofOrganization, resumeDestination),
      idsAndEffect,
    ),
    serve(routes.audit.rewindDestination, ({ asked, context }) => new RewindDestinationCommand(asked, context)),
    serve(
      routes.audit.removeDestination,
      command('RemoveDestination', oversight, ofOrganization, removeDestination),
      idsAndEffect,
    ),
    TestDestinationController,
    GetAuditEntryController,
    ProofsController,
    ListStoredEntriesController,
    ListErasuresController,
    GetErasureController,
    GetErasureCertificateController,
    PreviewErasureController,
    GetMyErasureController,
    ListLegalHoldsController,
    ...erasureCommands,
  ],
  views: [audit, destinations, erasuresView],
  reactions: [keepLaneWhenDestinationChanges, keepDueOfErasuresWhenTheyChange],
  jobs: [keepLane, keepErasureDues],
  timers: [tellDeniedMinutes, eraseWhoIsDue, keepHistory, keepAnchors, deliverToDestinations],
});

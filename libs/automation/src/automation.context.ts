import { routes } from '@annals/contracts';
import { command, context, idsAndEffect, ListFiles, ofOrganization, serve } from '@annals/platform';
import {
  AddFileController,
  AddTextController,
  AddWebsiteController,
} from './commands/add-source/add-source.controller';
import { AddContentHandler, AddWebsiteHandler } from './commands/add-source/add-source.handler';
import { AttachSourceHandler } from './commands/attach-source/attach-source.handler';
import { fillVectors, readFiles, readWebsitesBeside, readWebsites } from './commands/complete-sync/complete-sync.job';
import { ReplaceSourceController } from './commands/replace-source/replace-source.controller';
import { ReplaceSourceHandler } from './commands/replace-source/replace-source.handler';
import { StartSyncHandler } from './commands/start-sync/start-sync.handler';
import { readWhatIsDue } from './commands/start-sync/start-sync.job';
import { BroughtContent } from './knowledge/brought.service';
import { KeptKnowledge } from './knowledge/kept-knowledge.service';
import { KnowledgeDirectory } from './knowledge/knowledge-directory.service';
import { PassageSearch } from './knowledge/passage-search.service';
import { Readings } from './knowledge/readings.service';
import { sourceCommands } from './knowledge/source-commands';
import { EmbeddingsEndpoint } from './meaning/embeddings.service';
import { Meaning } from './meaning/meaning.service';
import { keepKnowledgeWhenItChanges } from './reactions/keep-knowledge-when-it-changes/keep-knowledge-when-it-changes';
import {
  bringKnowledgeToForm,
  keepKnowledge,
} from './reactions/keep-knowledge-when-it-changes/keep-knowledge-when-it-changes.job';
import { CompleteSync, FailSync, SourceReader } from './reading/source-reader.service';
import { HomesOfSources } from './views/knowledge/homes.query';
import { knowledgeView } from './views/knowledge/knowledge.view';
import { SearchKnowledgeController } from './views/knowledge/search.controller';
import { GetSourceController, ListSourcesController } from './views/knowledge/sources.query';
import { ListSyncsController } from './views/knowledge/syncs.query';
import { CreateTriggerController } from './commands/create-trigger/create-trigger.controller';
import { CreateTriggerHandler } from './commands/create-trigger/create-trigger.handler';
import { deleteTrigger } from './commands/delete-trigger/delete-trigger';
import { disableTrigger } from './commands/disable-trigger/disable-trigger';
import { enableTrigger } from './commands/enable-trigger/enable-trigger';
import { UpdateTriggerController } from './commands/update-trigger/update-trigger.controller';
import { UpdateTriggerHandler } from './commands/update-trigger/update-trigger.handler';
import { HolidaysController } from './views/triggers/holidays.controller';
import { PreviewScheduleController } from './views/triggers/schedule.controller';
import { GetFireFiguresController, ListFiresController } from './views/triggers/fires.query';
import { ListCalendarsController } from './views/triggers/calendars.query';
import { GetTriggerController, ListTriggersController } from './views/triggers/triggers.query';
import { triggersView } from './views/triggers/triggers.view';
import { disableBot } from './commands/disable-bot/disable-bot';
import { enableBot } from './commands/enable-bot/enable-bot';
import { PublishVersionCommand, PublishVersionHandler } from './commands/publish-version/publish-version.handler';
import { rollBackVersion } from './commands/roll-back-version/roll-back-version';
import { retireBot } from './commands/retire-bot/retire-bot';
import { lockBot } from './commands/lock-bot/lock-bot';
import { unlockBot } from './commands/unlock-bot/unlock-bot';
import { updateBot } from './commands/update-bot/update-bot';
import { ClaimRunController } from './commands/claim-run/claim-run.controller';
import { FailRun, FailRunController } from './commands/fail-run/fail-run.controller';
import { HeartbeatController } from './commands/mark-bot-online/heartbeat.controller';
import { SignOfLife } from './fleet/sign-of-life.service';
import { MarkBotOnline, SignsOfLife } from './fleet/signs-of-life.service';
import { ReassignBotCommand, ReassignBotHandler } from './commands/reassign-bot/reassign-bot.handler';
import { SetConcurrencyCommand, SetConcurrencyHandler } from './commands/set-concurrency/set-concurrency.handler';
import { settleBotsWhenMembershipEnds } from './reactions/settle-bots-when-membership-ends/settle-bots-when-membership-ends';
import {
  SettleBot,
  SettleAppAccess,
  settleBots,
  SettleRunAs,
  SettleTrigger,
} from './reactions/settle-bots-when-membership-ends/settle-bots-when-membership-ends.job';
import { MoveBotController } from './commands/move-bot/move-bot.controller';
import { MoveBotHandler } from './commands/move-bot/move-bot.handler';
import { RegisterBotController } from './commands/register-bot/register-bot.controller';
import { RegisterBotHandler } from './commands/register-bot/register-bot.handler';
import { LoseRun, loseRuns, TimeOutRun } from './commands/lose-run/lost-runs.job';
import { RenewLeaseController } from './commands/renew-lease/renew-lease.controller';
import { keepQueueWhenRunChanges } from './reactions/keep-queue-when-run-changes/keep-queue-when-run-changes';
import { keepQueue } from './reactions/keep-queue-when-run-changes/keep-queue-when-run-changes.job';
import { WaitingWorkers } from './queue/waiting-workers.service';
import { ReportProgressController } from './commands/report-progress/report-progress.controller';
import { RequestRunController } from './commands/request-run/request-run.controller';
import { RequestRunHandler } from './commands/request-run/request-run.handler';
import { StartRunController } from './commands/start-run/start-run.controller';
import { StartRunHandler } from './commands/start-run/start-run.handler';
import { SucceedRunController } from './commands/succeed-run/succeed-run.controller';
import { SucceedRunHandler } from './commands/succeed-run/succeed-run.handler';
import { annotateRun } from './commands/annotate-run/annotate-run';
import { resumeRun } from './commands/resume-run/resume-run';
import { suspendRun } from './commands/suspend-run/suspend-run';
import { ActivateEmergencyStopHandler } from './commands/activate-emergency-stop/activate-emergency-stop.handler';
import { LiftEmergencyStopHandler } from './commands/lift-emergency-stop/lift-emergency-stop.handler';
import { appGrantCommands, RevokeGrant, WithdrawAccess } from './fleet/app-grant-commands';
import { shareLinkCommands } from './fleet/share-link-commands';
import { LinkMakers } from './fleet/link-makers.service';
import { ShareLinkSecrets } from './fleet/share-link-secrets.service';
import { AcceptShareLinkHandler } from './commands/accept-share-link/accept-share-link.handler';
import { CopyByLinkHandler } from './commands/copy-by-link/copy-by-link.handler';
import { Copying } from './fleet/copying.service';
import { CopyBotHandler } from './commands/copy-bot/copy-bot.handler';
import { MakeShareLinkHandler } from './commands/make-share-link/make-share-link.handler';
import { ApproveAccessHandler } from './commands/approve-access/approve-access.handler';
import { RequestAccessHandler } from './commands/request-access/request-access.handler';
import { SetRunAsHandler } from './commands/set-run-as/set-run-as.handler';
import { ShareAppHandler } from './commands/share-app/share-app.handler';
import { ExpireAppAccess, expireAppAccessInTime } from './commands/expire-app-access/expire-app-access.job';
import { keepEndOfAppAccessWhenItChanges } from './reactions/keep-end-of-app-access-when-it-changes/keep-end-of-app-access-when-it-changes';
import { keepAppAccessEnd } from './reactions/keep-end-of-app-access-when-it-changes/keep-end-of-app-access-when-it-changes.job';
import { calendarCommands } from './fleet/calendar-commands';
import { emergencyStopCommands } from './fleet/emergency-stop-commands';
import { stopRunsInAnEmergency } from './reactions/stop-runs-in-an-emergency/stop-runs-in-an-emergency';
import { stopRuns } from './reactions/stop-runs-in-an-emergency/stop-runs-in-an-emergency.job';
import { EndRun } from './run/end-runs';
import { endBotWhenItIsRetired } from './reactions/end-bot-when-it-is-retired/end-bot-when-it-is-retired';
import { endBot, EndTrigger } from './reactions/end-bot-when-it-is-retired/end-bot-when-it-is-retired.job';
import { stopRunsWhenBotIsDisabled } from './reactions/stop-runs-when-bot-is-disabled/stop-runs-when-bot-is-disabled';
import { stopRunsOfBot } from './reactions/stop-runs-when-bot-is-disabled/stop-runs-when-bot-is-disabled.job';
import { wakeWorkersWhenStopIsLifted } from './reactions/wake-workers-when-stop-is-lifted/wake-workers-when-stop-is-lifted';
import { wakeWorkers } from './reactions/wake-workers-when-stop-is-lifted/wake-workers-when-stop-is-lifted.job';
import { carryOutBulkActions, CompleteBulkAction } from './commands/complete-bulk-action/bulk-actions.job';
import {
  PreviewBulkActionController,
  StartBulkActionController,
} from './commands/start-bulk-action/start-bulk-action.controller';
import {
  PreviewBulkActionHandler,
  StartBulkActionHandler,
} from './commands/start-bulk-action/start-bulk-action.handler';
import { StopBulkAction, StopBulkActionController } from './commands/stop-bulk-action/stop-bulk-action.controller';
import { GetBulkActionController, ListBulkActionsController } from './views/runs/bulk-actions.query';
import { SelectRunsHandler } from './views/runs/bulk-selection.query';
import { killRun } from './commands/kill-run/kill-run';
import { ReportStopped, ReportStoppedController } from './commands/report-stopped/report-stopped.controller';
import { RetryRunController } from './commands/retry-run/retry-run.controller';
import { RetryRunHandler } from './commands/retry-run/retry-run.handler';
import { StopRunController } from './commands/stop-run/stop-run.controller';
import { WriteLogController } from './commands/write-log/write-log.controller';
import { ofRun, run } from './run/run';
import { MayStart } from './run/may-start.service';
import { StartChecks } from './run/start-checks.service';
import { WorkerCalls } from './run/worker-calls.service';
import { ReadLogController } from './views/runs/log.query';
import { GetRunPayloadController } from './views/runs/payload.query';
import { CallTriggerController } from './commands/call-trigger/call-trigger.controller';
import { FireTriggerController } from './commands/fire-trigger/fire-trigger.controller';
import {
  RotateTriggerSecretCommand,
  RotateTriggerSecretHandler,
} from './commands/rotate-trigger-secret/rotate-trigger-secret.handler';
import { followTriggersWhenRunEnds } from './reactions/follow-triggers-when-run-ends/follow-triggers-when-run-ends';
import {
  AutoPauseTrigger,
  followTriggers,
} from './reactions/follow-triggers-when-run-ends/follow-triggers-when-run-ends.job';
import { fireTriggers } from './commands/miss-fires/due-triggers.job';
import { keepTriggerDueWhenTriggerChanges } from './reactions/keep-trigger-due-when-trigger-changes/keep-trigger-due-when-trigger-changes';
import { keepTriggerDue } from './reactions/keep-trigger-due-when-trigger-changes/keep-trigger-due-when-trigger-changes.job';
import { tellOwnersWhenRunsAreStopped } from './reactions/tell-owners-when-runs-are-stopped/tell-owners-when-runs-are-stopped';
import { tellOfStoppedRuns } from './reactions/tell-owners-when-runs-are-stopped/tell-owners-when-runs-are-stopped.job';
import { ChangeTriggersController } from './commands/change-triggers/change-triggers.controller';
import { ChangeTriggersHandler } from './commands/change-triggers/change-triggers.handler';
import { ReassignTriggerCommand, ReassignTriggerHandler } from './commands/reassign-trigger/reassign-trigger.handler';
import { ChangedTriggers } from './triggers/changed-triggers.service';
import { DueTriggers } from './triggers/due-triggers.service';
import { FireTrigger, MissFires, Settling } from './triggers/settling.service';
import { Holidays } from './triggers/holidays.service';
import { TriggerSecrets } from './triggers/trigger-secrets.service';
import { WhereThingsAre } from './fleet/where-things-are.service';
import { Configurations } from './fleet/configurations.service';
import { FleetGrants } from './fleet/fleet-grants.service';
import { FleetDirectory } from './fleet/fleet-directory.service';
import { GetBotController, ListBotsByWorkspaceController, ListBotsController } from './views/bots/bots.query';
import { apps } from './views/apps/apps.view';
import { ListAppsController } from './views/apps/apps.query';
import { ListShareLinksController, ListShareLinksHandler } from './views/apps/share-links.query';
import { PreviewShareLinkController, PreviewShareLinkHandler } from './views/apps/share-link-offer.query';
import { ListAccessRequestsController, ListGrantsController } from './views/apps/grants.query';
import { GetOverviewController } from './views/overview/overview.query';
import { ListEmergencyStopsController } from './views/runs/stops.query';
import { ExportRunLinesController, ExportRunsController } from './views/runs/export-runs.controller';
import { ListExportedRuns } from './views/runs/export-runs.query';
import { GetRunFiguresController } from './views/runs/figures.query';
import { forgetHiddenRuns } from './run/forget-hidden-runs';
import { ListBotsOfRunsController } from './views/runs/facets.query';
import { GetRunFiltersController, ListFiredTriggersController } from './views/runs/filters.query';
import { ListMyNeedsController, ListMyNeedsHandler } from './views/needs/my-needs.query';
import {
  ListNeedsByWorkspaceController,
  ListNeedsByWorkspaceHandler,
  ListNeedsController,
  ListNeedsHandler,
} from './views/needs/needs.query';
import { NeedsReader } from './views/needs/needs-reader.query';
import { needs } from './views/needs/needs.view';
import { GetRunController, ListRunsController } from './views/runs/runs.query';
import { MarkBotOffline, markBotsOffline, OfflineBots } from './commands/mark-bot-offline/offline-bots.job';
import { fleet } from './fleet/fleet';
import { presence } from './presence/presence';
import { bots } from './views/bots/bots.view';
import { overview } from './views/overview/overview.view';
import { runs } from './views/runs/runs.view';
import { ReadTimelineController } from './views/timeline/timeline.query';
import { timeline } from './views/timeline/timeline.view';
import { GetVersionController, ListVersionsController } from './views/timeline/versions.query';

/** Bots (RPA and chat agents) and their runs. */
export const automationContext = context({
  name: 'automation',
  commands: [
    ReassignBotHandler,
    SetConcurrencyHandler,
    SettleBot,
    RegisterBotHandler,
    PublishVersionHandler,
    MoveBotHandler,
    MarkBotOnline,
    MarkBotOffline,
    RequestRunHandler,
    StartRunHandler,
    SucceedRunHandler,
    FailRun,
    ReportStopped,
    RetryRunHandler,
    LoseRun,
    TimeOutRun,
    ActivateEmergencyStopHandler,
    ShareAppHandler,
    RevokeGrant,
    MakeShareLinkHandler,
    AcceptShareLinkHandler,
    CopyBotHandler,
    CopyByLinkHandler,
    RequestAccessHandler,
    ApproveAccessHandler,
    WithdrawAccess,
    ExpireAppAccess,
    SettleAppAccess,
    SettleRunAs,
    SetRunAsHandler,
    LiftEmergencyStopHandler,
    CreateTriggerHandler,
    RotateTriggerSecretHandler,
    AutoPauseTrigger,
    SettleTrigger,
    ReassignTriggerHandler,
    ChangeTriggersHandler,
    FireTrigger,
    MissFires,
    UpdateTriggerHandler,
    PreviewBulkActionHandler,
    StartBulkActionHandler,
    StopBulkAction,
    CompleteBulkAction,
    AddContentHandler,
    AddWebsiteHandler,
    AttachSourceHandler,
    ReplaceSourceHandler,
    StartSyncHandler,
    CompleteSync,
    FailSync,
    EndRun,
    EndTrigger,
  ],
  queries: [
    SelectRunsHandler,
    ListShareLinksHandler,
    PreviewShareLinkHandler,
    ListExportedRuns.Handler,
    ListNeedsHandler,
    ListNeedsByWorkspaceHandler,
    ListMyNeedsHandler,
    HomesOfSources,
  ],
  services: [
    ListFiles,
    NeedsReader,
    Holidays,
    TriggerSecrets,
    ChangedTriggers,
    DueTriggers,
    Settling,
    FleetDirectory,
    Configurations,
    WhereThingsAre,
    FleetGrants,
    LinkMakers,
    Copying,
    ShareLinkSecrets,
    OfflineBots,
    SignsOfLife,
    WaitingWorkers,
    WorkerCalls,
    MayStart,
    StartChecks,
    BroughtContent,
    KeptKnowledge,
    KnowledgeDirectory,
    EmbeddingsEndpoint,
    Meaning,
    PassageSearch,
    Readings,
    SourceReader,
  ],
  controllers: [
    RegisterBotController,
    serve(routes.automation.reassignBot, { Command: ReassignBotCommand }, idsAndEffect),
    MoveBotController,
    serve(routes.automation.disableBot, command('DisableBot', fleet, ofOrganization, disableBot), idsAndEffect),
    serve(routes.automation.retireBot, command('RetireBot', fleet, ofOrganization, retireBot), idsAndEffect),
    serve(routes.automation.enableBot, command('EnableBot', fleet, ofOrganization, enableBot), idsAndEffect),
    serve(routes.automation.updateBot, command('UpdateBot', fleet, ofOrganization, updateBot), idsAndEffect),
    serve(routes.automation.lockBot, command('LockBot', fleet, ofOrganization, lockBot), idsAndEffect),
    serve(routes.automation.unlockBot, command('UnlockBot', fleet, ofOrganization, unlockBot), idsAndEffect),
    serve(routes.automation.setConcurrency, { Command: SetConcurrencyCommand }, idsAndEffect),
    serve(routes.automation.publishVersion, { Command: PublishVersionCommand }, (published, { asked }) => ({
      ...idsAndEffect(published, { asked }),
      version: published.version,
    })),
    serve(
      routes.automation.rollBackVersion,
      command('RollBackVersion', fleet, ofOrganization, rollBackVersion),
      (decided, { asked }) => ({ ...idsAndEffect(decided, { asked }), version: asked.to }),
    ),
    ListVersionsController,
    GetVersionController,
    ReadTimelineController,
    ...emergencyStopCommands,
    ...appGrantCommands,
    ...shareLinkCommands,
    HeartbeatController,
    RequestRunController,
    ClaimRunController,
    RenewLeaseController,
    StartRunController,
    ReportProgressController,
    SucceedRunController,
    FailRunController,
    ReportStoppedController,
    WriteLogController,
    StopRunController,
    serve(routes.automation.killRun, command('KillRun', run, ofRun, killRun), idsAndEffect),
    serve(routes.automation.suspendRun, command('SuspendRun', run, ofRun, suspendRun), idsAndEffect),
    serve(routes.automation.resumeRun, command('ResumeRun', run, ofRun, resumeRun), idsAndEffect),
    serve(routes.automation.annotateRun, command('AnnotateRun', run, ofRun, annotateRun), idsAndEffect),
    RetryRunController,
    PreviewBulkActionController,
    StartBulkActionController,
    StopBulkActionController,
    ListBulkActionsController,
    GetBulkActionController,
    ListAppsController,
    ListGrantsController,
    ListShareLinksController,
    PreviewShareLinkController,
    ListAccessRequestsController,
    ListBotsController,
    ListBotsByWorkspaceController,
    GetBotController,
    ListRunsController,
    GetRunFiguresController,
    GetRunFiltersController,
    ListBotsOfRunsController,
    ListFiredTriggersController,
    ExportRunLinesController,
    ExportRunsController,
    GetRunController,
    GetRunPayloadController,
    ReadLogController,
    ListNeedsController,
    ListNeedsByWorkspaceController,
    ListMyNeedsController,
    ListEmergencyStopsController,
    GetOverviewController,
    ...calendarCommands,
    ListCalendarsController,
    HolidaysController,
    CreateTriggerController,
    UpdateTriggerController,
    serve(
      routes.automation.enableTrigger,
      command('EnableTrigger', fleet, ofOrganization, enableTrigger),
      idsAndEffect,
    ),
    serve(
      routes.automation.disableTrigger,
      command('DisableTrigger', fleet, ofOrganization, disableTrigger),
      idsAndEffect,
    ),
    serve(
      routes.automation.deleteTrigger,
      command('DeleteTrigger', fleet, ofOrganization, deleteTrigger),
      idsAndEffect,
    ),
    serve(routes.automation.reassignTrigger, { Command: ReassignTriggerCommand }, idsAndEffect),
    ChangeTriggersController,
    FireTriggerController,
    CallTriggerController,
    serve(routes.automation.rotateTriggerSecret, { Command: RotateTriggerSecretCommand }, (rotated, { asked }) => ({
      ...idsAndEffect(rotated, { asked }),
      ...rotated.shown,
    })),
    ListTriggersController,
    GetTriggerController,
    ListFiresController,
    GetFireFiguresController,
    PreviewScheduleController,
    AddTextController,
    AddFileController,
    AddWebsiteController,
    ReplaceSourceController,
    ...sourceCommands,
    ListSourcesController,
    GetSourceController,
    ListSyncsController,
    SearchKnowledgeController,
  ],
  notices: [SignOfLife],
  followed: [fleet, presence],
  views: [apps, bots, runs, overview, triggersView, timeline, needs, knowledgeView],
  reactions: [
    followTriggersWhenRunEnds,
    keepTriggerDueWhenTriggerChanges,
    settleBotsWhenMembershipEnds,
    keepEndOfAppAccessWhenItChanges,
    keepQueueWhenRunChanges,
    stopRunsInAnEmergency,
    stopRunsWhenBotIsDisabled,
    endBotWhenItIsRetired,
    tellOwnersWhenRunsAreStopped,
    wakeWorkersWhenStopIsLifted,
    keepKnowledgeWhenItChanges,
  ],
  jobs: [
    followTriggers,
    keepTriggerDue,
    settleBots,
    keepAppAccessEnd,
    keepQueue,
    stopRuns,
    stopRunsOfBot,
    endBot,
    tellOfStoppedRuns,
    wakeWorkers,
    keepKnowledge,
  ],
  timers: [
    expireAppAccessInTime,
    fireTriggers,
    markBotsOffline,
    loseRuns,
    carryOutBulkActions,
    forgetHiddenRuns,
    readFiles,
    readWebsites,
    readWebsitesBeside,
    readWhatIsDue,
    bringKnowledgeToForm,
    fillVectors,
  ],
});

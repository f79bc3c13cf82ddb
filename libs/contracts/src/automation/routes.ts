import { OrganizationParams } from '../organization/params';
import { route } from '../route';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const bot = `${organization}/bots/{botId}` as const;
const run = `${organization}/runs/{runId}` as const;

export const registerBot = route({
  method: 'POST',
  path: `${organization}/bots`,
  params: OrganizationParams,
  body: api.RegisterBot,
  answer: api.BotEffect,
  status: 201,
  access: 'bots:create',
  tag: 'bots',
  sentence:
    'Registers a bot, in the default workspace where none is named. Whoever may do so in some workspaces names one.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED'],
});

export const reassignBot = route({
  method: 'POST',
  path: `${bot}/owner`,
  params: api.BotParams,
  body: api.ReassignBot,
  answer: api.BotEffect,
  access: 'bots.owner:reassign',
  tag: 'bots',
  sentence: 'Makes an active member the owner of a bot.',
  refusals: ['BOT_NOT_FOUND', 'MEMBER_NOT_FOUND'],
});

export const disableBot = route({
  method: 'POST',
  path: `${bot}/disable`,
  params: api.BotParams,
  body: api.DisableBot,
  answer: api.BotEffect,
  access: 'bots:toggle',
  tag: 'bots',
  sentence:
    'Disables a bot. No new run starts, and those that wait are refused when their turn comes; running ones finish, or are asked to stop. The reason is kept in the history.',
  refusals: ['BOT_NOT_FOUND', 'BOT_ALREADY_DISABLED'],
});

export const retireBot = route({
  method: 'POST',
  path: `${bot}/retire`,
  params: api.BotParams,
  body: api.RetireBot,
  answer: api.BotEffect,
  access: 'bots:retire',
  tag: 'bots',
  sentence:
    'Takes a bot out of use for good: runs that wait are stopped, its triggers deleted and its keys revoked. What it did stays in the history.',
  refusals: ['BOT_NOT_FOUND', 'BOT_HAS_TRIGGERS'],
});

export const enableBot = route({
  method: 'POST',
  path: `${bot}/enable`,
  params: api.BotParams,
  body: api.ToggleBot,
  answer: api.BotEffect,
  access: 'bots:toggle',
  tag: 'bots',
  sentence: 'Enables a bot. Runs may start again; the reason is kept in the history.',
  refusals: ['BOT_NOT_FOUND', 'BOT_ALREADY_ENABLED', 'BOT_LOCKED_BY_ADMIN'],
});

export const updateBot = route({
  method: 'POST',
  path: `${bot}/update`,
  params: api.BotParams,
  body: api.UpdateBot,
  answer: api.BotEffect,
  access: 'bots:create',
  tag: 'bots',
  sentence: 'Renames a bot, or says what it does. What is left out stays as it is.',
  refusals: ['BOT_NOT_FOUND'],
});

export const lockBot = route({
  method: 'POST',
  path: `${bot}/lock`,
  params: api.BotParams,
  body: api.ToggleBot,
  answer: api.BotEffect,
  access: 'bots:lock',
  tag: 'bots',
  sentence: 'Disables a bot, if it is not yet, and keeps it so: nobody enables it until it is unlocked.',
  refusals: ['BOT_NOT_FOUND', 'BOT_ALREADY_LOCKED'],
});

export const unlockBot = route({
  method: 'POST',
  path: `${bot}/unlock`,
  params: api.BotParams,
  body: api.ToggleBot,
  answer: api.BotEffect,
  access: 'bots:lock',
  tag: 'bots',
  sentence: 'Unlocks a bot. It stays disabled until somebody enables it.',
  refusals: ['BOT_NOT_FOUND', 'BOT_NOT_LOCKED'],
});

export const moveBot = route({
  method: 'POST',
  path: `${bot}/move`,
  params: api.BotParams,
  body: api.MoveBot,
  answer: api.BotEffect,
  access: 'bots:create',
  tag: 'bots',
  sentence: 'Moves a bot and its runs to another workspace, by somebody who may register bots in both.',
  refusals: ['BOT_NOT_FOUND', 'WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED'],
});

export const setConcurrency = route({
  method: 'POST',
  path: `${bot}/concurrency`,
  params: api.BotParams,
  body: api.SetConcurrency,
  answer: api.BotEffect,
  access: 'bots:create',
  tag: 'bots',
  sentence:
    'At how many runs a bot is at most at the same time: 1 to 100, 1 until somebody says so. The others wait in order; what runs goes on.',
  refusals: ['BOT_NOT_FOUND'],
});

export const beat = route({
  method: 'POST',
  path: `${bot}/heartbeat`,
  params: api.BotParams,
  body: api.Heartbeat,
  access: 'bots:heartbeat',
  tag: 'bots',
  sentence: 'The bot says that it is alive. Every 20 seconds, by its own key; three missed ones make it offline.',
  refusals: ['BOT_NOT_FOUND'],
});

export const listBots = route({
  method: 'GET',
  path: `${organization}/bots`,
  params: OrganizationParams,
  query: api.ListBots,
  answer: api.Bots,
  access: 'bots:read',
  tag: 'bots',
  sentence: 'Bots by name, or by what needs somebody, with their status of this moment.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const listBotsByWorkspace = route({
  method: 'GET',
  path: `${organization}/bots/by-workspace`,
  params: OrganizationParams,
  answer: api.BotsByWorkspace,
  access: 'bots:read',
  tag: 'bots',
  sentence: 'How many bots of each workspace are in which status at this moment.',
  byWorkspace: true,
  readsOwnWrites: true,
});

export const getBot = route({
  method: 'GET',
  path: bot,
  params: api.BotParams,
  answer: api.Bot,
  access: 'bots:read',
  tag: 'bots',
  sentence: 'One bot, with its status of this moment.',
  refusals: ['BOT_NOT_FOUND'],
  readsOwnWrites: true,
});

export const requestRun = route({
  method: 'POST',
  path: `${bot}/runs`,
  params: api.BotParams,
  body: api.RequestRun,
  answer: api.RunEffect,
  status: 201,
  access: 'runs:start',
  tag: 'runs',
  sentence:
    'Asks for a run. What cannot begin (its bot is disabled, its workspace archived, 10,000 runs of the bot wait already) is refused with the `runId` under which that is recorded.',
  refusals: ['BOT_NOT_FOUND', ...api.refusesRequest],
});

export const claimRun = route({
  method: 'POST',
  path: `${bot}/claims`,
  params: api.BotParams,
  query: api.ClaimRun,
  body: api.BeginRun,
  answer: api.Claim,
  access: 'runs:report',
  tag: 'runs',
  sentence:
    'The next run that waits for the bot, by its own key, and starts it. Waits up to 30 seconds for one. A run whose worker reports nothing for a minute is lost.',
  refusals: ['BOT_NOT_FOUND'],
});

export const renewLease = route({
  method: 'POST',
  path: `${run}/lease`,
  params: api.RunParams,
  body: api.ReportRun,
  answer: api.Lease,
  access: 'runs:report',
  tag: 'runs',
  sentence:
    'The bot says that it is at its run still, by its own key. At least once a minute; progress and lines of its log say it too. Answers whether to go on.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const writeLog = route({
  method: 'POST',
  path: `${run}/logs`,
  params: api.RunParams,
  body: api.WriteLog,
  answer: api.Lease,
  access: 'runs:report',
  tag: 'runs',
  sentence: 'The bot says what its run says, by its own key. Not an event: the last MiB is kept, for 30 days.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const startRun = route({
  method: 'POST',
  path: `${run}/start`,
  params: api.RunParams,
  body: api.BeginRun,
  answer: api.RunEffect,
  access: 'runs:report',
  tag: 'runs',
  sentence:
    'The bot reports that it begins, by its own key. What may not begin any more is refused, and the run is over: its bot was disabled, its workspace archived, or who asked for it may not start it now.',
  refusals: ['RUN_NOT_FOUND', 'BOT_NOT_FOUND', 'INVALID_RUN_TRANSITION', ...api.standsStill, ...api.refusesStart],
});

export const reportProgress = route({
  method: 'POST',
  path: `${run}/progress`,
  params: api.RunParams,
  body: api.ReportProgress,
  answer: api.Lease,
  access: 'runs:report',
  tag: 'runs',
  sentence: 'The bot reports how far its run is. Not an event: the last report counts, and it is forgotten in time.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const succeedRun = route({
  method: 'POST',
  path: `${run}/succeed`,
  params: api.RunParams,
  body: api.SucceedRun,
  answer: api.RunEffect,
  access: 'runs:report',
  tag: 'runs',
  sentence: 'The bot reports that it is done, by its own key.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const failRun = route({
  method: 'POST',
  path: `${run}/fail`,
  params: api.RunParams,
  body: api.FailRun,
  answer: api.RunEffect,
  access: 'runs:report',
  tag: 'runs',
  sentence: 'The bot reports that it gave up, and why, by its own key.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const reportStopped = route({
  method: 'POST',
  path: `${run}/stopped`,
  params: api.RunParams,
  body: api.ReportRun,
  answer: api.RunEffect,
  access: 'runs:report',
  tag: 'runs',
  sentence: 'The bot reports that it stopped, as it was asked to, by its own key.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const stopRun = route({
  method: 'POST',
  path: `${run}/stop`,
  params: api.RunParams,
  body: api.ControlRun,
  answer: api.RunEffect,
  access: 'runs:control',
  tag: 'runs',
  sentence: 'Stops a run: one that waits at once, one that runs as soon as its worker can end it.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const suspendRun = route({
  method: 'POST',
  path: `${run}/suspend`,
  params: api.RunParams,
  body: api.ControlRun,
  answer: api.RunEffect,
  access: 'runs:control',
  tag: 'runs',
  sentence:
    'Lets a run rest: its worker hears of it at its next call, keeps it, and goes on when it is resumed. Its time limit goes on. 50 times at most.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION', 'RUN_CHANGES_LIMIT'],
});

export const resumeRun = route({
  method: 'POST',
  path: `${run}/resume`,
  params: api.RunParams,
  body: api.ControlRun,
  answer: api.RunEffect,
  access: 'runs:control',
  tag: 'runs',
  sentence: 'Lets a run that rests go on.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const annotateRun = route({
  method: 'POST',
  path: `${run}/notes`,
  params: api.RunParams,
  body: api.AnnotateRun,
  answer: api.RunEffect,
  access: 'runs:control',
  tag: 'runs',
  sentence: 'Notes something about a run, whatever it has come to. 50 notes at most.',
  refusals: ['RUN_NOT_FOUND', 'RUN_CHANGES_LIMIT'],
});

export const killRun = route({
  method: 'POST',
  path: `${run}/kill`,
  params: api.RunParams,
  body: api.ControlRun,
  answer: api.RunEffect,
  access: 'runs:control',
  tag: 'runs',
  sentence: 'Ends a run at once. Its worker hears of it at its next call.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION'],
});

export const retryRun = route({
  method: 'POST',
  path: `${run}/retry`,
  params: api.RunParams,
  body: api.ControlRun,
  answer: api.RunEffect,
  status: 201,
  access: 'runs:control',
  tag: 'runs',
  sentence: 'Asks for a run that is over once more, with the same input and time limit; the new one names the old one.',
  refusals: ['RUN_NOT_FOUND', 'INVALID_RUN_TRANSITION', 'RUN_INPUT_GONE', 'BOT_NOT_FOUND', ...api.refusesRequest],
});

export const getRunPayload = route({
  method: 'GET',
  path: `${run}/payload`,
  params: api.RunParams,
  answer: api.RunPayload,
  access: 'runs.payload:read',
  tag: 'runs',
  sentence: 'What a run was given and what it gave back, as long as that is kept (30 days).',
  refusals: ['RUN_NOT_FOUND', 'RUN_NOT_KEPT'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const readLog = route({
  method: 'GET',
  path: `${run}/logs`,
  params: api.RunParams,
  query: api.ReadLog,
  answer: api.RunLog,
  access: 'runs.payload:read',
  tag: 'runs',
  sentence: 'What a run said: the last MiB of it, for 30 days.',
  refusals: ['RUN_NOT_FOUND', 'RUN_NOT_KEPT'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const listRuns = route({
  method: 'GET',
  path: `${organization}/runs`,
  params: OrganizationParams,
  query: api.ListRuns,
  answer: api.Runs,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'Every run, newest first; refused ones with their reason.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const getRunFilters = route({
  method: 'GET',
  path: `${organization}/runs/filters`,
  params: OrganizationParams,
  query: api.ReadRunFilters,
  answer: api.RunFilters,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'The workspaces, sources, outcomes and actors that occur in the run history, to filter it by.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const listBotsOfRuns = route({
  method: 'GET',
  path: `${organization}/runs/filters/bots`,
  params: OrganizationParams,
  query: api.ReadRunFilters,
  answer: api.BotsOfRuns,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'The bots that occur in the run history, to filter it by.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const listFiredTriggers = route({
  method: 'GET',
  path: `${organization}/runs/filters/triggers`,
  params: OrganizationParams,
  query: api.ReadRunFilters,
  answer: api.FiredTriggers,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'The triggers that occur in the run history, to filter it by.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const getRunFigures = route({
  method: 'GET',
  path: `${organization}/runs/figures`,
  params: OrganizationParams,
  query: api.ExportRuns,
  answer: api.RunFigures,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'How many runs match, by outcome and by when they were asked for, and how long they took.',
  byWorkspace: true,
  readsOwnWrites: true,
});

const exportedRuns = {
  method: 'GET',
  params: OrganizationParams,
  query: api.ExportRuns,
  access: 'runs:export',
  tag: 'runs',
  refusals: ['RATE_LIMITED'],
  byWorkspace: true,
  readsOwnWrites: true,
} as const;

export const exportRuns = route({
  ...exportedRuns,
  path: `${organization}/runs/export`,
  sentence:
    'The run history, filtered as it is asked for, as a file of comma-separated values. Headers of the answer say how many there are (`Annals-Total`), by which filter (`Annals-Filter`, absent without one), and up to which position everything is in it (`Annals-Position`). Auditors read of each file that is taken.',
  produces: 'text/csv',
});

export const exportRunLines = route({
  ...exportedRuns,
  path: `${organization}/runs/export/lines`,
  sentence: 'The same file with a run as JSON in each line.',
  produces: 'application/x-ndjson',
});

export const getRun = route({
  method: 'GET',
  path: run,
  params: api.RunParams,
  answer: api.OneRun,
  access: 'runs:read',
  tag: 'runs',
  sentence: 'One run, with what people noted about it.',
  refusals: ['RUN_NOT_FOUND', 'RUN_NOT_KEPT'],
  readsOwnWrites: true,
});

export const getOverview = route({
  method: 'GET',
  path: `${organization}/overview`,
  params: OrganizationParams,
  query: api.OverviewQuery,
  answer: api.Overview,
  access: 'org:read',
  tag: 'overview',
  sentence: 'Members and open invitations for who may see people, bots by status, and runs by UTC day and outcome.',
  readsOwnWrites: true,
});

import {
  bot,
  firstLine,
  person,
  phrase,
  run,
  tells,
  utc,
  workspace,
  type Piece,
  type SentenceTemplate,
} from '../sentence';
import { inWords, meaningOf } from '../words';
import {
  botConcurrencySet,
  botDescribed,
  botLocked,
  botRenamed,
  botRunAsSet,
  botUnlocked,
  botDisabled,
  botRetired,
  botEnabled,
  botReassigned,
  botMoved,
  botRegistered,
  botWentOffline,
  botWentOnline,
  emergencyStopActivated,
  emergencyStopLifted,
  runAnnotated,
  runFailed,
  runKilled,
  runLost,
  runRefused,
  runRequested,
  runResumed,
  runStarted,
  runStopped,
  runStopRequested,
  runSucceeded,
  runSuspended,
  runTimedOut,
  type FleetEvent,
  type PresenceEvent,
  type RunEvent,
} from './events';
import { appGrantSentences } from './app-grants/sentences';
import { calendarSentences } from './calendars/sentences';
import { shareLinkSentences } from './share-links/sentences';
import { skipWords, triggerSentences } from './triggers/sentences';
import { versionSentences } from './versions/sentences';

const sources = { manual: 'by hand', api: 'over the API', trigger: 'by a trigger', retry: 'as a retry' } as const;
const kinds = { rpa: 'RPA bot', chat_agent: 'chat agent' } as const;
const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  request: skipWords,
  start: {
    BOT_DISABLED: 'the bot had been disabled',
    FORBIDDEN: 'who asked may not start it any more',
    RUN_AS_NOT_MEMBER: 'whom it runs as is no member any more',
    RUN_AS_MAY_NOT_START: 'whom it runs as may not start it any more',
    WORKSPACE_ARCHIVED: 'its workspace had been archived',
  },
};

/** What all runs were stopped of. */
function stopped(scope: string, targetId: string): Piece {
  if (scope === 'bot') return bot(targetId);
  return scope === 'workspace' ? workspace(targetId) : 'the organization';
}

/** How what happens to bots reads. */
export const fleetSentences: { readonly [Type in FleetEvent['type']]: SentenceTemplate<Type> } = {
  BotRegistered: tells(botRegistered, ({ botId, kind, copiedFrom }) => [
    `registered the ${inWords(kinds, kind)} `,
    bot(botId),
    ...(copiedFrom ? [', a copy of ', bot(copiedFrom.botId)] : []),
  ]),
  BotMoved: tells(botMoved, ({ botId, workspaceId }) => ['moved ', bot(botId), ' to ', workspace(workspaceId)]),
  BotDisabled: tells(botDisabled, ({ botId, inFlight }) => [
    'disabled ',
    bot(botId),
    inFlight === 'stop' ? '; it starts no runs, and those at work were asked to stop' : '; it starts no runs',
  ]),
  BotRetired: tells(botRetired, ({ botId, inFlight }) => [
    'retired ',
    bot(botId),
    inFlight === 'kill' ? '; its runs were ended at once' : '; its runs were asked to stop',
  ]),
  BotReassigned: tells(botReassigned, ({ botId, ownedBy }) =>
    ownedBy ? ['gave ', bot(botId), ' to ', person(ownedBy.personId)] : ['left ', bot(botId), ' without an owner'],
  ),
  BotConcurrencySet: tells(botConcurrencySet, ({ botId, atOnce }) => [
    'let ',
    bot(botId),
    ` be at ${atOnce === 1 ? 'one run' : `${atOnce} runs`} at the same time`,
  ]),
  EmergencyStopActivated: tells(emergencyStopActivated, ({ scope, targetId }) => [
    'stopped all runs of ',
    stopped(scope, targetId),
    '; none starts until that is lifted',
  ]),
  EmergencyStopLifted: tells(emergencyStopLifted, ({ scope, targetId }) => [
    'let runs of ',
    stopped(scope, targetId),
    ' start again',
  ]),
  BotRenamed: tells(botRenamed, ({ botId }, text) => ['called ', bot(botId), ` “${text('name')}”`]),
  BotDescribed: tells(botDescribed, ({ botId }) => ['said what ', bot(botId), ' does']),
  BotLocked: tells(botLocked, ({ botId }) => ['locked ', bot(botId), '; nobody enables it until it is unlocked']),
  BotUnlocked: tells(botUnlocked, ({ botId }) => ['unlocked ', bot(botId)]),
  BotEnabled: tells(botEnabled, ({ botId }) => ['enabled ', bot(botId)]),
  BotRunAsSet: tells(botRunAsSet, ({ botId, runAs }) =>
    runAs ? ['let ', bot(botId), ' run as ', person(runAs.personId)] : ['let ', bot(botId), ' run as itself'],
  ),
  ...triggerSentences,
  ...calendarSentences,
  ...versionSentences,
  ...appGrantSentences,
  ...shareLinkSentences,
};

/** How their coming and going reads. */
export const presenceSentences: { readonly [Type in PresenceEvent['type']]: SentenceTemplate<Type> } = {
  BotWentOnline: tells(botWentOnline, ({ botId }) => ['reported in: ', bot(botId), ' is online']),
  BotWentOffline: tells(botWentOffline, ({ botId, lastSeenAt }) => [
    'noticed that ',
    bot(botId),
    ` is offline; it was last heard of on ${utc(lastSeenAt)}`,
  ]),
};

/** How runs read. */
export const runSentences: { readonly [Type in RunEvent['type']]: SentenceTemplate<Type> } = {
  RunRequested: tells(runRequested, ({ runId, botId, source }) => [
    'requested the run ',
    run(runId),
    ' of ',
    bot(botId),
    ` ${phrase(sources, source)}`,
  ]),
  RunRefused: tells(runRefused, ({ runId, botId, stage, code }) => [
    stage === 'request' ? 'asked for the run ' : 'was about to start the run ',
    run(runId),
    ' of ',
    bot(botId),
    `; it was refused because ${meaningOf(meaningOf(reasons, stage) ?? {}, code) ?? `of ${code}`}`,
  ]),
  RunStarted: tells(runStarted, ({ runId, botId }) => ['started the run ', run(runId), ' of ', bot(botId)]),
  RunSucceeded: tells(runSucceeded, ({ runId, botId }) => [
    'finished the run ',
    run(runId),
    ' of ',
    bot(botId),
    ' successfully',
  ]),
  RunFailed: tells(runFailed, ({ runId, botId }, text) => [
    'reported that the run ',
    run(runId),
    ' of ',
    bot(botId),
    ` failed: ${firstLine(text('error'))}`,
  ]),
  RunLost: tells(runLost, ({ runId, botId }) => [
    'lost the run ',
    run(runId),
    ' of ',
    bot(botId),
    ': its worker fell silent',
  ]),
  RunSuspended: tells(runSuspended, ({ runId, botId }) => ['let the run ', run(runId), ' of ', bot(botId), ' rest']),
  RunResumed: tells(runResumed, ({ runId, botId }) => ['let the run ', run(runId), ' of ', bot(botId), ' go on']),
  RunAnnotated: tells(runAnnotated, ({ runId, botId }, text) => [
    'noted about the run ',
    run(runId),
    ' of ',
    bot(botId),
    `: ${firstLine(text('note'))}`,
  ]),
  RunStopRequested: tells(runStopRequested, ({ runId, botId }) => [
    'asked the run ',
    run(runId),
    ' of ',
    bot(botId),
    ' to stop',
  ]),
  RunStopped: tells(runStopped, ({ runId, botId }) => ['stopped the run ', run(runId), ' of ', bot(botId)]),
  RunKilled: tells(runKilled, ({ runId, botId }) => ['killed the run ', run(runId), ' of ', bot(botId)]),
  RunTimedOut: tells(runTimedOut, ({ runId, botId }) => [
    'ended the run ',
    run(runId),
    ' of ',
    bot(botId),
    ': its time was over',
  ]),
};

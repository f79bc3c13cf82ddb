import { z } from 'zod';
import { jsonValue } from '../json-value';
import {
  actor,
  askedActor,
  effect,
  id,
  instant,
  line,
  lines,
  page,
  paged,
  queryInstant,
  reason,
  said,
  saidLine,
  search,
  searchedText,
  utcDay,
  word,
} from '../words';
import { MOST_WORKSPACES } from '../organization/workspaces/api';

export const BotParams = z.object({ organizationId: id, botId: id });
export const RunParams = z.object({ organizationId: id, runId: id });

/** Kinds of bots that can be registered. */
export const botKind = z.enum(['rpa', 'chat_agent']);
export type BotKind = z.output<typeof botKind>;
export const botStatus = z.enum(['offline', 'idle', 'busy', 'error', 'disabled']);
export type BotStatus = z.output<typeof botStatus>;
/**
 * POST …/bots; GET …/bots, GET …/bots/{botId}; POST …/bots/{botId}/disable, /enable with `{ reason? }`
 */
export const RegisterBot = z
  .strictObject({ name: line(1, 80), kind: botKind, workspaceId: id.optional() })
  .meta({ id: 'RegisterBot' });
/** POST …/bots/{botId}/update: what is left out stays as it is; an empty description takes it back. */
export const UpdateBot = z
  .strictObject({ name: line(1, 80).optional(), description: z.union([z.literal(''), lines(500)]).optional(), reason })
  .meta({ id: 'UpdateBot' });
/** POST …/bots/{botId}/move */
export const MoveBot = z.strictObject({ workspaceId: id, reason }).meta({ id: 'MoveBot' });
export const BotEffect = z.object({ botId: id, ...effect }).meta({ id: 'BotEffect' });
export const ReassignBot = z.strictObject({ personId: id, reason }).meta({ id: 'ReassignBot' });
/** At how many runs a bot is at most at the same time. */
export const atOnce = { usual: 1, most: 100 } as const;
/** POST …/bots/{botId}/concurrency */
export const SetConcurrency = z
  .strictObject({ atOnce: z.int().min(1).max(atOnce.most).meta({ example: 4 }), reason })
  .meta({ id: 'SetConcurrency' });
/** What becomes of the runs that workers are at: they finish, or are asked to stop as soon as it is safe. */
export const inFlight = z.enum(['finish', 'stop']);
/** POST …/bots/{botId}/disable */
export const DisableBot = z.strictObject({ inFlight: inFlight.default('finish'), reason }).meta({ id: 'DisableBot' });
/** They are asked to stop, and ended ten minutes later where they have not; or are ended at once. */
export const retiredInFlight = z.enum(['stop', 'kill']);
/** POST …/bots/{botId}/retire */
export const RetireBot = z
  .strictObject({ inFlight: retiredInFlight.default('stop'), reason })
  .meta({ id: 'RetireBot' });
export const ToggleBot = z.strictObject({ reason }).meta({ id: 'ToggleBot' });
export const Bot = z
  .object({
    botId: id,
    workspaceId: id,
    name: z.string(),
    /** What it does, in the words of who set it up. */
    description: z.string().nullable(),
    kind: word(),
    status: botStatus,
    enabled: z.boolean(),
    /** At how many runs it is at most at the same time. */
    atOnce: z.int(),
    /** The person who answers for it; null where nobody does, and for who may not see people (W15). */
    ownerId: id.nullable(),
    /** The member as whom it runs; null: as itself. Who may not see people learns that it runs as somebody. */
    runsAs: z.object({ personId: id.nullable() }).nullable(),
    /** Of which bot it is a copy; that has no id and no name for who does not see it, or where it is retired. */
    copiedFrom: z.object({ botId: id.nullable(), name: z.string().nullable() }).nullable(),
    lastSeenAt: instant.nullable(),
    disabled: z.object({ at: instant, reason: z.string().nullable(), sequence: z.int() }).nullable(),
    /** It stays disabled until somebody who may unlocks it. */
    locked: z.object({ at: instant, reason: z.string().nullable(), sequence: z.int() }).nullable(),
    version: z.string().nullable(),
    host: z.string().nullable(),
    currentRunId: id.nullable(),
    registeredAt: instant,
    runs: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'Bot' });
/** GET …/bots: by name, or first what needs somebody: faults, silence, disabled ones. Text is looked for in name, host and version. */
export const ListBots = z.strictObject({
  ...page,
  search,
  status: botStatus.optional(),
  kind: botKind.optional(),
  workspaceId: id.optional(),
  sort: z.enum(['name', 'need']).default('name'),
});
export const Bots = z.object(paged(Bot)).meta({ id: 'Bots' });
const botsByStatus = z.object({ offline: z.int(), idle: z.int(), busy: z.int(), error: z.int(), disabled: z.int() });
/** GET …/bots/by-workspace: of each workspace that has bots, as far as who asks may see them. */
export const BotsByWorkspace = z
  .object({ items: z.array(z.object({ workspaceId: id, bots: botsByStatus })).max(MOST_WORKSPACES) })
  .meta({ id: 'BotsByWorkspace' });
/**
 * POST …/bots/{botId}/heartbeat by the bot's own key, every 20 s: three missed ones make it offline (B9). Answers 204.
 */
export const Heartbeat = z
  .strictObject({ status: z.enum(['idle', 'busy', 'error']), version: said(40).optional(), host: said(120).optional() })
  .meta({ id: 'Heartbeat' });

/** POST …/bots/{botId}/runs; the bot reports by POST …/runs/{runId}/start, /progress, /succeed, /fail. */
export const RequestRun = z
  .strictObject({
    /** What the bot works on: any JSON up to 256 KiB. Sealed, and forgotten after 30 days. */
    input: jsonValue.optional(),
    /** After so many seconds at work the run is over. */
    timeLimit: z.int().min(1).max(604_800).optional(),
  })
  .meta({ id: 'RequestRun' });
export const RunEffect = z.object({ runId: id, ...effect }).meta({ id: 'RunEffect' });
export const ReportRun = z.strictObject({}).meta({ id: 'ReportRun' });
/** POST …/runs/{runId}/start, POST …/bots/{botId}/claims: `worker` is who does it, in the worker's own words. */
export const BeginRun = z.strictObject({ worker: said(120).optional() }).meta({ id: 'BeginRun' });
export const SucceedRun = z
  .strictObject({
    /** What came of it: any JSON up to 256 KiB. Sealed, and forgotten after 30 days. */
    output: jsonValue.optional(),
  })
  .meta({ id: 'SucceedRun' });
/** POST …/runs/{runId}/stop, /kill, /retry by people. */
export const ControlRun = z.strictObject({ reason }).meta({ id: 'ControlRun' });
/** POST …/runs/{runId}/notes */
export const AnnotateRun = z.strictObject({ note: lines(2000).min(1) }).meta({ id: 'AnnotateRun' });
/** How often a run is suspended, and how many notes it gets, at most. */
export const MOST_SUSPENDS = 50;
export const MOST_NOTES = 50;
/**
 * What a worker hears at each call about its run: `suspend`: rest until it is told to go on, and go on saying that it is
 * at it; `stop` as soon as it is safe; `kill`: the run is over already.
 */
export const runControl = z.enum(['go_on', 'suspend', 'stop', 'kill']);
export type RunControl = z.output<typeof runControl>;
export const Lease = z.object({ control: runControl }).meta({ id: 'Lease' });
/** POST …/runs/{runId}/logs */
export const WriteLog = z.strictObject({ lines: z.array(saidLine(4_000)).min(1).max(1_000) }).meta({ id: 'WriteLog' });
/** GET …/runs/{runId}/logs: what a run said, after the piece number `after`. The last MiB of each run is kept. */
export const ReadLog = z.strictObject({ after: z.coerce.number().int().min(0).max(2_147_483_647).default(0) });
export const RunLog = z
  .object({
    text: z.string(),
    /** To ask for what comes next. */
    after: z.int(),
    /** Earlier lines are gone. */
    cut: z.boolean(),
  })
  .meta({ id: 'RunLog' });
/** What a run was given or gave back. `kept` is false once that is forgotten. */
const payload = z.object({ kept: z.boolean(), value: z.unknown() });
export const RunPayload = z
  .object({ input: payload.nullable(), output: payload.nullable() })
  .meta({ id: 'RunPayload' });
export const ReportProgress = z
  .strictObject({ percent: z.number().min(0).max(100), message: said(200).optional() })
  .meta({ id: 'ReportProgress' });
export const FailRun = z
  .strictObject({ error: said(2000).overwrite((error) => error || 'The bot gave no reason.') })
  .meta({ id: 'FailRun' });
/**
 * POST …/bots/{botId}/claims?wait=30 by the bot's own key: the next run that waits for it, started; `run` is null where
 * none came within so many seconds. The worker says at least every `leaseSeconds` that it is at it.
 */
export const ClaimRun = z.strictObject({ wait: z.coerce.number().int().min(0).max(30).default(0) });
export const Claim = z
  .object({
    run: z
      .object({
        runId: id,
        botId: id,
        input: z.unknown(),
        /** What the bot is set to, and which version of it the run got; null where nobody published one. */
        configuration: z.object({ version: z.int(), value: z.unknown() }).nullable(),
        timeLimit: z.int().nullable(),
        leaseSeconds: z.int(),
        position: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Claim' });
export const runStatus = z.enum([
  'requested',
  'running',
  'suspended',
  'stopping',
  'succeeded',
  'failed',
  'stopped',
  'killed',
  'timed_out',
  'lost',
  'refused',
]);
export type RunStatus = z.output<typeof runStatus>;
/** Why a run that was asked for is not begun. */
export const runRefusal = z.enum([
  'ORG_SUSPENDED',
  'ORG_FROZEN',
  'ORG_PENDING_DELETION',
  'ORG_PURGED',
  'EMERGENCY_STOPPED',
  'BOT_DISABLED',
  'FORBIDDEN',
  'RUN_AS_NOT_MEMBER',
  'RUN_AS_MAY_NOT_START',
  'WORKSPACE_ARCHIVED',
  'QUEUE_FULL',
]);
export type RunRefusal = z.output<typeof runRefusal>;
/** While the organization stands still nothing begins: what waits begins later. */
export const standsStill = [
  'ORG_SUSPENDED',
  'ORG_FROZEN',
  'ORG_PENDING_DELETION',
] as const satisfies readonly RunRefusal[];
/** Those that whoever asks for a run hears, beside what any route about a bot refuses. */
export const refusesStart = [
  'EMERGENCY_STOPPED',
  'BOT_DISABLED',
  'RUN_AS_NOT_MEMBER',
  'RUN_AS_MAY_NOT_START',
  'WORKSPACE_ARCHIVED',
] as const satisfies readonly RunRefusal[];
/** What is asked for waits in line, and a line has an end. */
export const refusesRequest = [...refusesStart, 'QUEUE_FULL'] as const satisfies readonly RunRefusal[];
/** How many runs of a bot wait at most. */
export const MOST_QUEUED = 10_000;
export const runSource = z.enum(['manual', 'api', 'trigger', 'retry']);
export type RunSource = z.output<typeof runSource>;
/** What the run history can be filtered by. */
export const runsFilter = {
  workspaceId: id.optional(),
  botId: id.optional(),
  /** Who asked, as the choices say it (`value`). */
  actor: askedActor.optional(),
  status: runStatus.optional(),
  source: runSource.optional(),
  triggerId: id.optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  search: searchedText.optional(),
};
/** GET …/runs (newest first) and …/runs/{runId} */
export const ListRuns = z.strictObject({ ...page, ...runsFilter });
/** GET …/runs/export and …/runs/export/lines */
export const ExportRuns = z.strictObject(runsFilter);
export const Run = z
  .object({
    runId: id,
    botId: id,
    botName: z.string(),
    status: runStatus,
    source: word(),
    requestedAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    code: z.string().nullable(),
    error: z.string().nullable(),
    /** `id` is null for who may not see people (W15), but of oneself. */
    requestedBy: actor.extend({ id: z.string().nullable() }),
    sequence: z.int(),
    retryOf: id.nullable(),
    /** What asked for it, where that was a trigger. */
    trigger: z.object({ triggerId: id, name: z.string(), due: instant.nullable() }).nullable(),
    timeLimit: z.int().nullable(),
    /** Who does it, as its worker said; null where it said nothing. */
    worker: z.string().nullable(),
    /** Which version of its bot's configuration it began with. */
    configuration: z.int().nullable(),
    /** How many runs of its bot wait before it; null where it does not wait. */
    ahead: z.int().nullable(),
    progress: z.object({ percent: z.number(), message: z.string().nullable(), at: instant }).nullable(),
  })
  .meta({ id: 'Run' });
export const Runs = z.object(paged(Run)).meta({ id: 'Runs' });
/** So many of the newest runs are counted; of more than these the figures say so. */
export const RUNS_COUNTED_AT_MOST = 20_000;
const runsByOutcome = { succeeded: z.int(), failed: z.int(), refused: z.int(), other: z.int() };
/**
 * GET …/runs/figures: what matches, by when it was asked for. Lost ones and such out of time count as failed; what goes
 * on, was stopped or killed is `other`.
 */
export const RunFigures = z
  .object({
    runs: z.int(),
    ...runsByOutcome,
    /** Whether all that match are counted; otherwise the newest of them are. */
    all: z.boolean(),
    /** From when on: null where nothing matches. */
    since: instant.nullable(),
    until: instant,
    /** Within how many milliseconds half of them were done, and 95 of 100. */
    p50: z.int().nullable(),
    p95: z.int().nullable(),
    /** How long a bucket is. */
    minutes: z.int(),
    buckets: z.array(z.object({ at: instant, ...runsByOutcome })).max(100),
  })
  .meta({ id: 'RunFigures' });
/**
 * GET …/runs/filters: what the history can be filtered by: what occurs in it, as far as the reader sees it. People who
 * left are among the actors, which come page by page; `value` is what the filter `actor` takes.
 */
export const ReadRunFilters = z.strictObject({ ...page });
export const RunFilters = z
  .object({
    workspaces: z.array(z.object({ workspaceId: id, name: z.string() })).max(MOST_WORKSPACES),
    sources: z.array(word()),
    /** Of runs that are seen still. */
    outcomes: z.array(word()),
    actors: z.array(actor.extend({ value: z.string() })),
    next: paged(actor).next,
  })
  .meta({ id: 'RunFilters' });
/** GET …/runs/filters/bots: those that a run is seen of, retired ones too. */
export const BotsOfRuns = z.object(paged(z.object({ botId: id, name: z.string() }))).meta({ id: 'BotsOfRuns' });
/** GET …/runs/filters/triggers: those that fired, deleted ones too. */
export const FiredTriggers = z
  .object(paged(z.object({ triggerId: id, name: z.string(), botId: id, botName: z.string() })))
  .meta({ id: 'FiredTriggers' });
/** GET …/runs/{runId}: with what people noted about it, the oldest first. */
export const OneRun = Run.extend({
  notes: z
    .array(z.object({ at: instant, by: actor.extend({ id: z.string().nullable() }), note: z.string() }))
    .max(MOST_NOTES),
}).meta({ id: 'OneRun' });

const MOST_DAYS = 90;
/** GET …/overview?days=14|90: members, bots by status, runs by day (UTC) and outcome. */
export const OverviewQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(MOST_DAYS).default(14) });
export const Overview = z
  .object({
    /** Null for who may not see people (W15). */
    members: z.int().nullable(),
    invited: z.int().nullable(),
    bots: botsByStatus,
    runsByDay: z.array(z.object({ day: utcDay, succeeded: z.int(), failed: z.int(), refused: z.int() })).max(MOST_DAYS),
  })
  .meta({ id: 'Overview' });

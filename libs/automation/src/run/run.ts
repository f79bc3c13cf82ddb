import {
  refused,
  type EventOf,
  type RunControl,
  type RunEvent,
  type runRequested,
  type RunStatus,
} from '@annals/contracts';
import type { Frozen, Seen, Stream } from '@annals/kernel';
import type { Owner } from '../fleet/fleet';

/** Which run a command is about. */
export const ofRun = ({ organizationId, runId }: { readonly organizationId: string; readonly runId: string }) =>
  [organizationId, runId] as const;

/** One run as decisions see it. `none`: nobody ever asked for it. */
export interface Run {
  status: RunStatus | 'none';
  botId: string | undefined;
  workspaceId: string | undefined;
  /** A `RunSource`, or one of another release. */
  source: string | undefined;
  /** Who asked, where that was a person or their key. */
  askedBy: Owner | undefined;
  /** Where it was refused, if it was (B11): at its `request`, its `start`, or where another release refuses; and why. */
  refused: { readonly stage: string; readonly code: string } | undefined;
  /** Digest of what it works on; undefined where that is nothing. */
  input: string | undefined;
  /** In seconds from its start. */
  timeLimit: number | undefined;
  /** How often it was suspended, and how many notes it has. */
  suspends: number;
  notes: number;
  /** The trigger that asked for it. */
  triggerId: string | undefined;
  /** The version of its bot's configuration that it began with. */
  configuration: number | undefined;
}

/**
 * Stream `run-{organizationId}.{runId}`: requested → running (↔ suspended, → stopping) → succeeded | failed | stopped | killed | timed
 * out | lost; or refused, stopped or killed before it runs. Exactly one end (history.md §1).
 */
export const run: Stream<Run, RunEvent> = {
  category: 'run',
  initial: () => ({
    status: 'none',
    botId: undefined,
    workspaceId: undefined,
    source: undefined,
    askedBy: undefined,
    refused: undefined,
    input: undefined,
    timeLimit: undefined,
    suspends: 0,
    notes: 0,
    triggerId: undefined,
    configuration: undefined,
  }),
  evolve: {
    RunRequested: (r, { data }) => {
      r.status = 'requested';
      remember(r, data);
    },
    RunRefused: (r, { data }) => {
      r.status = 'refused';
      r.refused = { stage: data.stage, code: data.code };
      remember(r, data);
    },
    RunStarted: (r, { data }) => {
      r.status = 'running';
      r.configuration = data.configuration;
    },
    RunSucceeded: (r) => {
      r.status = 'succeeded';
    },
    RunFailed: (r) => {
      r.status = 'failed';
    },
    RunLost: (r) => {
      r.status = 'lost';
    },
    RunSuspended: (r) => {
      r.status = 'suspended';
      r.suspends += 1;
    },
    RunResumed: (r) => {
      r.status = 'running';
    },
    RunAnnotated: (r) => {
      r.notes += 1;
    },
    RunStopRequested: (r) => {
      r.status = 'stopping';
    },
    RunStopped: (r) => {
      r.status = 'stopped';
    },
    RunKilled: (r) => {
      r.status = 'killed';
    },
    RunTimedOut: (r) => {
      r.status = 'timed_out';
    },
  },
};

function remember(state: Run, data: Seen<EventOf<typeof runRequested>>['data']): void {
  state.botId = data.botId;
  state.workspaceId = data.workspaceId;
  state.source = data.source;
  // A refusal of its start does not say these again.
  state.askedBy = data.askedBy ?? state.askedBy;
  state.input = data.input ?? state.input;
  state.timeLimit = data.timeLimit ?? state.timeLimit;
  state.triggerId = data.trigger?.triggerId ?? state.triggerId;
}

/**
 * The run, if it is this bot's.
 * @throws Refused RUN_NOT_FOUND: to every other bot it does not exist
 */
export function mustBeRunOf(
  state: Frozen<Run>,
  botId: string,
): { readonly workspaceId: string; readonly source: string } {
  const { workspaceId, source } = state;
  if (state.botId !== botId || workspaceId === undefined || source === undefined) throw refused('RUN_NOT_FOUND');
  return { workspaceId, source };
}

/** The bot of a run, for people. @throws Refused RUN_NOT_FOUND */
export function mustExist({ botId }: Frozen<Run>): string {
  if (botId === undefined) throw refused('RUN_NOT_FOUND');
  return botId;
}

/** @throws Refused INVALID_RUN_TRANSITION with the state that the run is in, unless it is in one of these */
export function mustBe(state: Frozen<Run>, ...any: readonly RunStatus[]): void {
  if (state.status === 'none' || !any.includes(state.status))
    throw refused('INVALID_RUN_TRANSITION', { state: state.status });
}

/** A worker is at it, also where it rests or was asked to stop. */
export const atWork = ['running', 'suspended', 'stopping'] as const satisfies readonly RunStatus[];
export const isAtWork = ({ status }: Pick<Frozen<Run>, 'status'>): boolean => atWork.some((each) => each === status);

/** It has had its one end. */
export const ends = [
  'succeeded',
  'failed',
  'stopped',
  'killed',
  'timed_out',
  'lost',
  'refused',
] as const satisfies readonly RunStatus[];
export const hasEnded = ({ status }: Pick<Frozen<Run>, 'status'>): boolean => ends.some((each) => each === status);

/** What its worker hears of it: whoever lost it, or was overruled, learns so instead of being told that it is wrong. */
const controls: Readonly<Partial<Record<Run['status'], RunControl>>> = {
  running: 'go_on',
  suspended: 'suspend',
  stopping: 'stop',
  killed: 'kill',
  timed_out: 'kill',
  lost: 'kill',
};

/** @throws Refused INVALID_RUN_TRANSITION where no worker has anything to say about it */
export function controlOf({ status }: Frozen<Run>): RunControl {
  const control = controls[status];
  if (control === undefined) throw refused('INVALID_RUN_TRANSITION', { state: status });
  return control;
}

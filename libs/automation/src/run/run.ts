import { refused, type RunEvent, type RunStatus } from '@annals/contracts';
import type { Frozen, Stream } from '@annals/kernel';

/** One run as decisions see it. `none`: nobody ever asked for it. */
export interface Run {
  status: RunStatus | 'none';
  botId: string | undefined;
  workspaceId: string | undefined;
  source: 'manual' | 'api' | 'trigger' | 'retry' | undefined;
  /** Where it was refused, if it was (B11). */
  refusedAt: 'request' | 'start' | undefined;
}

/**
 * Stream `run-{organizationId}.{runId}`: requested → running → succeeded | failed, or refused before it runs; exactly
 * one end (history.md §1).
 */
export const run: Stream<Run, RunEvent> = {
  category: 'run',
  initial: () => ({
    status: 'none',
    botId: undefined,
    workspaceId: undefined,
    source: undefined,
    refusedAt: undefined,
  }),
  evolve: {
    RunRequested: (r, { data: { botId, workspaceId, source } }) => {
      Object.assign(r, { status: 'requested', botId, workspaceId, source });
    },
    RunRefused: (r, { data: { botId, workspaceId, source, stage } }) => {
      Object.assign(r, { status: 'refused', botId, workspaceId, source, refusedAt: stage });
    },
    RunStarted: (r) => {
      r.status = 'running';
    },
    RunSucceeded: (r) => {
      r.status = 'succeeded';
    },
    RunFailed: (r) => {
      r.status = 'failed';
    },
  },
};

/**
 * The run, if it is this bot's.
 * @throws Refused RUN_NOT_FOUND: to every other bot it does not exist
 */
export function mustBeRunOf(
  state: Frozen<Run>,
  botId: string,
): { readonly workspaceId: string; readonly source: NonNullable<Run['source']> } {
  const { workspaceId, source } = state;
  if (state.botId !== botId || workspaceId === undefined || source === undefined) throw refused('RUN_NOT_FOUND');
  return { workspaceId, source };
}

/** @throws Refused INVALID_RUN_TRANSITION with the state that the run is in */
export function mustBe(state: Frozen<Run>, status: RunStatus): void {
  if (state.status !== status) throw refused('INVALID_RUN_TRANSITION', { state: state.status });
}

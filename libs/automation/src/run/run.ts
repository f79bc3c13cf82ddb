import { refused, type EventOf, type RunEvent, type runRequested, type RunStatus } from '@annals/contracts';
import type { Frozen, Seen, Stream } from '@annals/kernel';

/** One run as decisions see it. `none`: nobody ever asked for it. */
export interface Run {
  status: RunStatus | 'none';
  botId: string | undefined;
  workspaceId: string | undefined;
  /** A `RunSource`, or one of another release. */
  source: string | undefined;
  /** Where it was refused, if it was (B11): at its `request`, its `start`, or where another release refuses. */
  refusedAt: string | undefined;
}

/**
 * Stream `run-{organizationId}.{runId}`: requested → running → succeeded | failed | lost, or refused before it runs; exactly
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
    RunRequested: (r, { data }) => {
      r.status = 'requested';
      remember(r, data);
    },
    RunRefused: (r, { data }) => {
      r.status = 'refused';
      r.refusedAt = data.stage;
      remember(r, data);
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
    RunLost: (r) => {
      r.status = 'lost';
    },
  },
};

function remember(state: Run, { botId, workspaceId, source }: Seen<EventOf<typeof runRequested>>['data']): void {
  state.botId = botId;
  state.workspaceId = workspaceId;
  state.source = source;
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

/** @throws Refused INVALID_RUN_TRANSITION with the state that the run is in */
export function mustBe(state: Frozen<Run>, status: RunStatus): void {
  if (state.status !== status) throw refused('INVALID_RUN_TRANSITION', { state: state.status });
}

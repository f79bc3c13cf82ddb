import { runStopped, runStopRequested, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustExist, type Run } from '../../run/run';

export interface StopRun {
  readonly organizationId: string;
  readonly runId: string;
}

/**
 * Softly: one that waits ends at once, one that runs as soon as its worker can. @throws Refused RUN_NOT_FOUND,
 * INVALID_RUN_TRANSITION
 */
export const stopRun: Decide<Run, StopRun, RunEvent> = (state, { runId }) => {
  const run = { runId, botId: mustExist(state) };
  if (state.status === 'stopping') return [];
  mustBe(state, 'requested', 'running', 'suspended');
  return [state.status === 'requested' ? runStopped(run) : runStopRequested(run)];
};

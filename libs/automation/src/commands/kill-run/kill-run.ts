import { runKilled, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { atWork, mustBe, mustExist, type Run } from '../../run/run';

export interface KillRun {
  readonly organizationId: string;
  readonly runId: string;
}

/** It is over at once, whatever its worker does. @throws Refused RUN_NOT_FOUND, INVALID_RUN_TRANSITION */
export const killRun: Decide<Run, KillRun, RunEvent> = (state, { runId }) => {
  const botId = mustExist(state);
  if (state.status === 'killed') return [];
  mustBe(state, 'requested', ...atWork);
  return [runKilled({ runId, botId })];
};

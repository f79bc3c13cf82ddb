import { runResumed, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustExist, type Run } from '../../run/run';

export interface ResumeRun {
  readonly organizationId: string;
  readonly runId: string;
}

/** What rests goes on; or nothing, where it is going on. @throws Refused RUN_NOT_FOUND, INVALID_RUN_TRANSITION */
export const resumeRun: Decide<Run, ResumeRun, RunEvent> = (state, { runId }) => {
  const botId = mustExist(state);
  if (state.status === 'running') return [];
  mustBe(state, 'suspended');
  return [runResumed({ runId, botId })];
};

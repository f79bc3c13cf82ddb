import { runSucceeded, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface SucceedRun {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
}

/** @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION */
export const succeedRun: Decide<Run, SucceedRun, RunEvent> = (state, { runId, botId }) => {
  mustBeRunOf(state, botId);
  mustBe(state, 'running');
  return [runSucceeded({ runId, botId })];
};

import { runSucceeded, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { atWork, mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface SucceedRun {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
  /** Digest of what came of it. */
  readonly output?: string | undefined;
}

/** @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION */
export const succeedRun: Decide<Run, SucceedRun, RunEvent> = (state, { runId, botId, output }) => {
  mustBeRunOf(state, botId);
  mustBe(state, ...atWork);
  return [runSucceeded({ runId, botId, output })];
};

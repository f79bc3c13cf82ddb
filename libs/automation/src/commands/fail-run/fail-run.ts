import { runFailed, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { atWork, mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface FailRun {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
  /** What went wrong, in the bot's words. */
  readonly error: string;
}

/** @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION */
export const failRun: Decide<Run, FailRun, RunEvent> = (state, { runId, botId, error }) => {
  mustBeRunOf(state, botId);
  mustBe(state, ...atWork);
  return [runFailed({ runId, botId }, { error })];
};

import { runStopped, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface ReportStopped {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
}

/** The worker ended it as it was asked to. @throws Refused RUN_NOT_FOUND, INVALID_RUN_TRANSITION where nobody asked */
export const reportStopped: Decide<Run, ReportStopped, RunEvent> = (state, { runId, botId }) => {
  mustBeRunOf(state, botId);
  mustBe(state, 'stopping');
  return [runStopped({ runId, botId })];
};

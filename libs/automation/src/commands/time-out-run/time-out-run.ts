import { runTimedOut, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { isAtWork, type Run } from '../../run/run';

export interface TimeOutRun {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
}

/** Its time is over. Whatever has an end, or never began, stays as it is. */
export const timeOutRun: Decide<Run, TimeOutRun, RunEvent> = (state, { runId, botId }) =>
  isAtWork(state) ? [runTimedOut({ runId, botId })] : [];

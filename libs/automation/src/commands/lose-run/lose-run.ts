import { runLost, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { isAtWork, type Run } from '../../run/run';

export interface LoseRun {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
}

/** Its worker fell silent. Whatever has an end, or never began, stays as it is. */
export const loseRun: Decide<Run, LoseRun, RunEvent> = (state, { runId, botId }) =>
  isAtWork(state) ? [runLost({ runId, botId })] : [];

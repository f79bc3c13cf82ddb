import { runLost, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { atWork, type Run } from '../../run/run';

export interface LoseRun {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
}

/** Its worker fell silent. Whatever has an end, or never began, stays as it is. */
export const loseRun: Decide<Run, LoseRun, RunEvent> = ({ status }, { runId, botId }) =>
  atWork.some((each) => each === status) ? [runLost({ runId, botId })] : [];

import { MOST_SUSPENDS, refused, runSuspended, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustExist, type Run } from '../../run/run';

export interface SuspendRun {
  readonly organizationId: string;
  readonly runId: string;
}

/**
 * It rests, and its worker keeps it; or nothing, where it rests already.
 * @throws Refused RUN_NOT_FOUND, INVALID_RUN_TRANSITION, RUN_CHANGES_LIMIT
 */
export const suspendRun: Decide<Run, SuspendRun, RunEvent> = (state, { runId }) => {
  const botId = mustExist(state);
  if (state.status === 'suspended') return [];
  mustBe(state, 'running');
  if (state.suspends >= MOST_SUSPENDS) throw refused('RUN_CHANGES_LIMIT', { limit: MOST_SUSPENDS });
  return [runSuspended({ runId, botId })];
};

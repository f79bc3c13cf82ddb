import { runRefused, runStarted, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface StartRun {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
  readonly botEnabled: boolean;
}

/**
 * The bot begins; if it was disabled since the run was requested, the run is refused now (B11).
 * @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION
 */
export const startRun: Decide<Run, StartRun, RunEvent> = (state, { runId, botId, botEnabled }) => {
  const { workspaceId, source } = mustBeRunOf(state, botId);
  mustBe(state, 'requested');
  return [
    botEnabled
      ? runStarted({ runId, botId })
      : runRefused({ runId, botId, workspaceId, source, code: 'BOT_DISABLED', stage: 'start' }),
  ];
};

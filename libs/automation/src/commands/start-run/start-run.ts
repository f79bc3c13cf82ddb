import { runRefused, runStarted, type RunEvent, type RunRefusal } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBe, mustBeRunOf, type Run } from '../../run/run';

export interface StartRun {
  readonly organizationId: string;
  readonly runId: string;
  /** The bot that reports. */
  readonly botId: string;
  /** Who does it, in the worker's own words. */
  readonly worker?: string | undefined;
  /** The version of the bot's configuration that is in use; absent where it has none. */
  readonly configuration?: number | undefined;
  /** Why it may not begin any more. */
  readonly stoppedBy?: RunRefusal | undefined;
}

/**
 * The bot begins; what stops it since it was requested is the reason why it is refused now (B11).
 * @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION
 */
export const startRun: Decide<Run, StartRun, RunEvent> = (state, asked) => {
  const { runId, botId, worker, stoppedBy, configuration } = asked;
  const { workspaceId, source } = mustBeRunOf(state, botId);
  mustBe(state, 'requested');
  return [
    stoppedBy === undefined
      ? runStarted({ runId, botId, ...(configuration === undefined ? {} : { configuration }) }, { worker })
      : runRefused({ runId, botId, workspaceId, source, code: stoppedBy, stage: 'start' }),
  ];
};

import { runRefused, runRequested, type RunEvent, type RunSource } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Run } from '../../run/run';

export interface RequestRun {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
  readonly workspaceId: string;
  readonly source: RunSource;
  /** Digest of what it works on. */
  readonly input?: string | undefined;
  /** In seconds from its start. */
  readonly timeLimit?: number | undefined;
  /** The run that is tried again. */
  readonly retryOf?: string | undefined;
  /** Whether the bot may run, as its fleet said a moment ago; asked again when the run begins (B11). */
  readonly botEnabled: boolean;
}

/** A run is asked for; one that a disabled bot cannot begin is a fact too (B11). */
export const requestRun: Decide<Run, RequestRun, RunEvent> = (
  { status },
  { runId, botId, workspaceId, source, input, timeLimit, retryOf, botEnabled },
) => {
  if (status !== 'none') return [];
  const run = { runId, botId, workspaceId, source, input, timeLimit, retryOf };
  return [botEnabled ? runRequested(run) : runRefused({ ...run, code: 'BOT_DISABLED', stage: 'request' })];
};

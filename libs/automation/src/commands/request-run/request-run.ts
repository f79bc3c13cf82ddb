import { runRefused, runRequested, type RunEvent, type RunSource, type SkipReason } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Owner } from '../../fleet/fleet';
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
  /** Who asks, where that is a person or their key. */
  readonly askedBy?: Owner | undefined;
  /** Why it may not begin, as it was found a moment ago; asked again when it begins (B11). */
  readonly stoppedBy?: SkipReason | undefined;
  /** The trigger that asks, and the due time for which. */
  readonly trigger?: { readonly triggerId: string; readonly due?: string | undefined } | undefined;
}

/** A run is asked for; one that cannot begin is a fact too, with the first reason (B11). */
export const requestRun: Decide<Run, RequestRun, RunEvent> = ({ status }, { organizationId: _, stoppedBy, ...run }) => {
  if (status !== 'none') return [];
  return [stoppedBy === undefined ? runRequested(run) : runRefused({ ...run, code: stoppedBy, stage: 'request' })];
};

import { MOST_NOTES, refused, runAnnotated, type RunEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustExist, type Run } from '../../run/run';

export interface AnnotateRun {
  readonly organizationId: string;
  readonly runId: string;
  readonly note: string;
}

/** Somebody notes something, whatever the run has come to. @throws Refused RUN_NOT_FOUND, RUN_CHANGES_LIMIT */
export const annotateRun: Decide<Run, AnnotateRun, RunEvent> = (state, { runId, note }) => {
  const botId = mustExist(state);
  if (state.notes >= MOST_NOTES) throw refused('RUN_CHANGES_LIMIT', { limit: MOST_NOTES });
  return [runAnnotated({ runId, botId }, { note })];
};

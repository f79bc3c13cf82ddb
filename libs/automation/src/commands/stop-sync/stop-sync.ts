import { refused, syncFailed, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveSource, type Knowledge } from '../../knowledge/knowledge';

interface StopSync {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Its end, whatever the worker does that is at it. @throws Refused SOURCE_NOT_FOUND, SYNC_NOT_RUNNING */
export const stopSync: Decide<Knowledge, StopSync, KnowledgeEvent> = (state, { sourceId }) => {
  const { open: syncId } = mustHaveSource(state, sourceId);
  if (syncId === undefined) throw refused('SYNC_NOT_RUNNING');
  return [syncFailed({ sourceId, syncId, code: 'STOPPED' })];
};

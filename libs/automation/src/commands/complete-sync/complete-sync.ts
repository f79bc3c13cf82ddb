import { knowledgeLimits, syncCompleted, syncFailed, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { charactersIn, type Knowledge } from '../../knowledge/knowledge';

export interface CompleteSync {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly syncId: string;
  readonly characters: number;
  readonly passages: number;
  readonly pages: number;
  readonly missed: number;
  readonly digest: string;
}

/**
 * What was read is used, unless the workspace would hold more than it may (D8). Quiet about a reading that has had its end.
 */
export const completeSync: Decide<Knowledge, CompleteSync, KnowledgeEvent> = (state, command) => {
  const { sourceId, syncId, characters, passages, pages, missed, digest } = command;
  if (state.sources.get(sourceId)?.open !== syncId) return [];
  if (charactersIn(state, sourceId) + characters > knowledgeLimits.characters)
    return [syncFailed({ sourceId, syncId, code: 'LIMIT' })];
  return [syncCompleted({ sourceId, syncId, characters, passages, pages, missed, digest })];
};

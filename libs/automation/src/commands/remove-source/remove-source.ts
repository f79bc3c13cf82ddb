import { knowledgeSourceRemoved, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveSource, type Knowledge } from '../../knowledge/knowledge';

interface RemoveSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** Also while it is read: that ends with it. @throws Refused SOURCE_NOT_FOUND */
export const removeSource: Decide<Knowledge, RemoveSource, KnowledgeEvent> = (state, { sourceId }) => {
  mustHaveSource(state, sourceId);
  return [knowledgeSourceRemoved({ sourceId })];
};

import { knowledgeSourceShared, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeBelow, mustHaveSource, type Knowledge } from '../../knowledge/knowledge';

interface ShareSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** X15: every workspace of the organization may read it. @throws Refused SOURCE_NOT_FOUND, KNOWLEDGE_LIMIT */
export const shareSource: Decide<Knowledge, ShareSource, KnowledgeEvent> = (state, { sourceId }) => {
  if (mustHaveSource(state, sourceId).isShared) return [];
  mustBeBelow('shared', [...state.sources.values()].filter(({ isShared }) => isShared).length);
  return [knowledgeSourceShared({ sourceId })];
};

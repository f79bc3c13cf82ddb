import { knowledgeSourceUnshared, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveSource, type Knowledge } from '../../knowledge/knowledge';

interface UnshareSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** X15: only its own workspace reads it. @throws Refused SOURCE_NOT_FOUND */
export const unshareSource: Decide<Knowledge, UnshareSource, KnowledgeEvent> = (state, { sourceId }) =>
  mustHaveSource(state, sourceId).isShared ? [knowledgeSourceUnshared({ sourceId })] : [];

import { knowledgeDetached, refused, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Knowledge } from '../../knowledge/knowledge';

interface DetachSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly botId: string;
}

/** A bot no longer keeps to a source. One that another workspace shared may be gone by then. @throws Refused SOURCE_NOT_FOUND */
export const detachSource: Decide<Knowledge, DetachSource, KnowledgeEvent> = (state, command) => {
  const { workspaceId, sourceId, botId } = command;
  const isAttached = state.attached.get(botId)?.includes(sourceId) ?? false;
  if (!isAttached && !state.sources.has(sourceId)) throw refused('SOURCE_NOT_FOUND');
  return isAttached ? [knowledgeDetached({ sourceId, workspaceId, botId })] : [];
};

import { knowledgeAttached, refused, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeBelow, type Knowledge } from '../../knowledge/knowledge';

export interface AttachSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly botId: string;
  /** Where the source is, beside this workspace: with another one that shares it, with one that does not, nowhere. */
  readonly elsewhere: 'shared' | 'kept' | 'nowhere';
}

/**
 * The bot, which is in this workspace, keeps to a source.
 * @throws Refused SOURCE_IN_OTHER_WORKSPACE, SOURCE_NOT_FOUND, KNOWLEDGE_LIMIT
 */
export const attachSource: Decide<Knowledge, AttachSource, KnowledgeEvent> = (state, command) => {
  const { workspaceId, sourceId, botId, elsewhere } = command;
  if (!state.sources.has(sourceId) && elsewhere !== 'shared')
    throw refused(elsewhere === 'kept' ? 'SOURCE_IN_OTHER_WORKSPACE' : 'SOURCE_NOT_FOUND');
  const attached = state.attached.get(botId) ?? [];
  if (attached.includes(sourceId)) return [];
  mustBeBelow('attached', attached.length);
  return [knowledgeAttached({ sourceId, workspaceId, botId })];
};

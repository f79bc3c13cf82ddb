import {
  knowledgeSourceReplaced,
  refused,
  syncStarted,
  type KnowledgeEvent,
  type ReadableMedia,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { isWebsite, mustHaveSource, mustReadFew, mustRest, type Knowledge } from '../../knowledge/knowledge';

export interface ReplaceSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly name: string;
  readonly media: ReadableMedia;
  readonly bytes: number;
  readonly content: string;
}

/**
 * Another content, which is read from now on; what was read of the one before is used until then.
 * @throws Refused SOURCE_NOT_FOUND, SOURCE_IS_WEBSITE, SYNC_ALREADY_RUNNING, KNOWLEDGE_LIMIT
 */
export const replaceSource: Decide<Knowledge, ReplaceSource, KnowledgeEvent> = (state, command, { id }) => {
  const { sourceId, name, media, bytes, content } = command;
  const source = mustHaveSource(state, sourceId);
  if (isWebsite(source)) throw refused('SOURCE_IS_WEBSITE');
  mustRest(source);
  mustReadFew(state, source);
  return [
    knowledgeSourceReplaced({ sourceId, media, bytes, content }, { name }),
    syncStarted({ sourceId, syncId: id('sync'), cause: 'replaced' }),
  ];
};

import {
  knowledgeSourceAdded,
  syncStarted,
  type KnowledgeEvent,
  type ReadableMedia,
  type SourceKind,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveRoom, type Knowledge } from '../../knowledge/knowledge';

export interface AddSource {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly kind: SourceKind;
  readonly media: ReadableMedia;
  readonly name: string;
  /** Of a website. */
  readonly address?: string | undefined;
  readonly levels?: number | undefined;
  /** Of what somebody brought. */
  readonly bytes?: number | undefined;
  readonly content?: string | undefined;
}

/** D8: a source, which is read from now on. Its id follows from the command. @throws Refused KNOWLEDGE_LIMIT */
export const addSource: Decide<Knowledge, AddSource, KnowledgeEvent> = (state, command, { id }) => {
  const { workspaceId, kind, media, name, address, levels, bytes, content } = command;
  const sourceId = id('source');
  if (state.sources.has(sourceId)) return [];
  mustHaveRoom(state, command);
  return [
    knowledgeSourceAdded({ sourceId, workspaceId, kind, media, levels, bytes, content }, { name, address }),
    syncStarted({ sourceId, syncId: id('sync'), cause: 'added' }),
  ];
};

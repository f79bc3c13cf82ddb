import { knowledgeAttached, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Knowledge } from '../../knowledge/knowledge';

interface CarrySources {
  /** Where the bot goes. */
  readonly workspaceId: string;
  readonly botId: string;
  /** What it kept to where it was. */
  readonly sourceIds: readonly string[];
}

/**
 * D8: a bot that kept to some sources reads no more because it is moved: it keeps to them, which it may read there only
 * where they are shared, until somebody there attaches or detaches. Quiet where it keeps to some there already.
 */
export const carrySources: Decide<Knowledge, CarrySources, KnowledgeEvent> = (state, command) => {
  const { workspaceId, botId, sourceIds } = command;
  if (state.attached.has(botId)) return [];
  return sourceIds.map((sourceId) => knowledgeAttached({ sourceId, workspaceId, botId }));
};

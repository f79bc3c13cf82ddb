import { syncStarted, type KnowledgeEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveSource, mustReadFew, mustRest, type Knowledge } from '../../knowledge/knowledge';

export interface StartSync {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  /** It is due: nobody asked. */
  readonly isDue?: boolean;
}

/**
 * A source is read again, by hand or as it is due; what is due while it is read comes to the same.
 * @throws Refused SOURCE_NOT_FOUND, SYNC_ALREADY_RUNNING, KNOWLEDGE_LIMIT
 */
export const startSync: Decide<Knowledge, StartSync, KnowledgeEvent> = (state, command, { id }) => {
  const { sourceId, isDue = false } = command;
  const source = mustHaveSource(state, sourceId);
  if (isDue && (source.open !== undefined || source.every === 'never')) return [];
  mustRest(source);
  mustReadFew(state, source);
  return [syncStarted({ sourceId, syncId: id('sync'), cause: isDue ? 'schedule' : 'hand' })];
};

import { refused, syncScheduled, type KnowledgeEvent, type SyncEvery } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { isWebsite, mustHaveSource, type Knowledge } from '../../knowledge/knowledge';

interface ScheduleSync {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly every: SyncEvery;
}

/** @throws Refused SOURCE_NOT_FOUND, SOURCE_IS_NO_WEBSITE */
export const scheduleSync: Decide<Knowledge, ScheduleSync, KnowledgeEvent> = (state, command, { now }) => {
  const { sourceId, every } = command;
  const source = mustHaveSource(state, sourceId);
  if (!isWebsite(source)) throw refused('SOURCE_IS_NO_WEBSITE');
  return source.every === every ? [] : [syncScheduled({ sourceId, every, from: now })];
};

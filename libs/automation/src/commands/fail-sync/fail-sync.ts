import { syncFailed, type KnowledgeEvent, type SyncFailure } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Knowledge } from '../../knowledge/knowledge';

export interface FailSync {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly syncId: string;
  readonly code: SyncFailure;
  readonly detail?: string | undefined;
}

/** Nothing of what was read is used. Quiet about a reading that has had its end. */
export const failSync: Decide<Knowledge, FailSync, KnowledgeEvent> = (state, { sourceId, syncId, code, detail }) =>
  state.sources.get(sourceId)?.open === syncId ? [syncFailed({ sourceId, syncId, code }, { detail })] : [];

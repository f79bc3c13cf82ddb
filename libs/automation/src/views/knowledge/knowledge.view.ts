import { rows, shown, view } from '@annals/views';
import { knownBotHandlers, knownBotRows } from '../known-bots';

const sources = rows({
  key: ['organization_id', 'source_id'],
  columns: {
    organization_id: 'uuid',
    source_id: 'uuid',
    workspace_id: 'uuid',
    kind: 'text',
    media: 'text',
    name: 'text?',
    address: 'text?',
    levels: 'int8?',
    bytes: 'int8?',
    is_shared: 'bool',
    every: 'text',
    added_at: 'instant',
    /** The reading that goes on. */
    open_sync_id: 'uuid?',
    open_since: 'instant?',
    /** What is used. */
    used_sync_id: 'uuid?',
    read_at: 'instant?',
    characters: 'int8?',
    passages: 'int8?',
    pages: 'int8?',
    missed: 'int8?',
    /** How the last reading ended, where it came to nothing. */
    failed_at: 'instant?',
    code: 'text?',
    detail: 'text?',
    sequence: 'int8',
  },
});

const syncs = rows({
  key: ['organization_id', 'sync_id'],
  columns: {
    organization_id: 'uuid',
    sync_id: 'uuid',
    source_id: 'uuid',
    cause: 'text',
    started_at: 'instant',
    ended_at: 'instant?',
    outcome: 'text',
    code: 'text?',
    detail: 'text?',
    characters: 'int8?',
    pages: 'int8?',
    missed: 'int8?',
    sequence: 'int8',
  },
});

/** D8: what bots of each workspace may read, when it was read and what came of it. */
export const knowledgeView = view({
  name: 'knowledge',
  version: 1,
  sequence: true,
  tables: {
    sources,
    syncs,
    attachments: rows({
      key: ['organization_id', 'workspace_id', 'bot_id', 'source_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', bot_id: 'uuid', source_id: 'uuid' },
    }),
    bots: knownBotRows,
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid' },
    }),
  },
  indexes: { syncs: [['organization_id', 'source_id', 'sequence']] },
  on: {
    ...knownBotHandlers,
    /** Those that are not deleted. */
    WorkspaceCreated: (t, e) => t.workspaces.put({ organization_id: e.organization, workspace_id: e.data.workspaceId }),
    WorkspaceDeleted: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    KnowledgeSourceAdded: (t, e) =>
      t.sources.put({
        organization_id: e.organization,
        source_id: e.data.sourceId,
        workspace_id: e.data.workspaceId,
        kind: e.data.kind,
        media: e.data.media,
        name: shown(e.text, 'name'),
        address: shown(e.text, 'address') ?? null,
        levels: e.data.levels ?? null,
        bytes: e.data.bytes ?? null,
        is_shared: false,
        every: 'never',
        added_at: e.at,
        sequence: e.sequence,
      }),
    KnowledgeSourceReplaced: (t, e) =>
      t.sources.patch([e.organization, e.data.sourceId], {
        name: shown(e.text, 'name'),
        media: e.data.media,
        bytes: e.data.bytes,
      }),
    KnowledgeSourceRemoved: (t, e) => t.sources.remove([e.organization, e.data.sourceId]),
    KnowledgeSourceShared: (t, e) => t.sources.patch([e.organization, e.data.sourceId], { is_shared: true }),
    KnowledgeSourceUnshared: (t, e) => t.sources.patch([e.organization, e.data.sourceId], { is_shared: false }),
    SyncScheduled: (t, e) => t.sources.patch([e.organization, e.data.sourceId], { every: e.data.every }),
    KnowledgeAttached: (t, e) =>
      t.attachments.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        bot_id: e.data.botId,
        source_id: e.data.sourceId,
      }),
    KnowledgeDetached: (t, e) =>
      t.attachments.remove([e.organization, e.data.workspaceId, e.data.botId, e.data.sourceId]),
    SyncStarted: (t, e) => {
      const { sourceId, syncId, cause } = e.data;
      t.sources.patch([e.organization, sourceId], { open_sync_id: syncId, open_since: e.at });
      t.syncs.put({
        organization_id: e.organization,
        sync_id: syncId,
        source_id: sourceId,
        cause,
        started_at: e.at,
        outcome: 'going_on',
        sequence: e.sequence,
      });
    },
    SyncCompleted: (t, e) => {
      const { sourceId, syncId, characters, passages, pages, missed } = e.data;
      t.sources.patch([e.organization, sourceId], {
        open_sync_id: null,
        open_since: null,
        used_sync_id: syncId,
        read_at: e.at,
        characters,
        passages,
        pages,
        missed,
        failed_at: null,
        code: null,
        detail: null,
      });
      t.syncs.patch([e.organization, syncId], { ended_at: e.at, outcome: 'completed', characters, pages, missed });
    },
    SyncFailed: (t, e) => {
      const { sourceId, syncId, code } = e.data;
      const detail = shown(e.text, 'detail') ?? null;
      t.sources.patch([e.organization, sourceId], {
        open_sync_id: null,
        open_since: null,
        failed_at: e.at,
        code,
        detail,
      });
      t.syncs.patch([e.organization, syncId], { ended_at: e.at, outcome: 'failed', code, detail });
    },
  },
});

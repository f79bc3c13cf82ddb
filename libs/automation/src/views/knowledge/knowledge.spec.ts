import {
  botRegistered,
  knowledgeAttached,
  knowledgeDetached,
  knowledgeSourceRemoved,
  knowledgeSourceReplaced,
  knowledgeSourceShared,
  knowledgeSourceUnshared,
  syncFailed,
  syncScheduled,
  workspaceCreated,
  workspaceDeleted,
} from '@annals/contracts';
import { givenLog, happened, someOrganization } from '@annals/views';
import { botId, workspaceId } from '../../testing/examples';
import { addedFile, addedWebsite, begun, readIt, sourceId, syncId, websiteId } from '../../testing/knowledge-examples';
import { knowledgeView } from './knowledge.view';

type Log = (Parameters<typeof happened>[0] | ReturnType<typeof happened>)[];
const at = (minute: number) => `2026-06-03T10:0${minute}:00.000Z`;
const sourcesOf = (...log: Log) => givenLog(...log).viewOf(knowledgeView).sources;
const failed = happened(syncFailed({ sourceId, syncId, code: 'UNREADABLE' }, { detail: 'no text' }), { at: at(3) });

describe('D8: the view knowledge', () => {
  it('has each source as it is, until it is removed', () => {
    expect(sourcesOf(addedFile, addedWebsite)).toMatchObject([
      { source_id: sourceId, workspace_id: workspaceId, kind: 'file', name: 'returns.txt', bytes: 22, address: null },
      { source_id: websiteId, kind: 'website', address: 'https://help.example.org/', levels: 2, every: 'never' },
    ]);
    const content = 'b'.repeat(64);
    const replaced = knowledgeSourceReplaced({ sourceId, media: 'pdf', bytes: 9, content }, { name: 'returns.pdf' });
    expect(sourcesOf(addedFile, replaced)).toMatchObject([{ name: 'returns.pdf', media: 'pdf', bytes: 9 }]);
    expect(sourcesOf(addedFile, knowledgeSourceRemoved({ sourceId }))).toEqual([]);
  });

  it('knows what is read, what is used, and why the last reading came to nothing', () => {
    const started = happened(begun(), { at: at(1) });
    expect(sourcesOf(addedFile, started)).toMatchObject([
      { open_sync_id: syncId, open_since: at(1), used_sync_id: null },
    ]);
    const read = happened(readIt, { at: at(2) });
    expect(sourcesOf(addedFile, started, read)).toMatchObject([
      { open_sync_id: null, used_sync_id: syncId, read_at: at(2), characters: 22, pages: 1, missed: 0, code: null },
    ]);
    expect(sourcesOf(addedFile, started, read, started, failed)).toMatchObject([
      { open_sync_id: null, used_sync_id: syncId, failed_at: at(3), code: 'UNREADABLE', detail: 'no text' },
    ]);
    expect(sourcesOf(addedFile, started, failed, started, read)).toMatchObject([{ code: null, failed_at: null }]);
  });

  it('has every reading with its end', () => {
    const started = happened(begun(), { at: at(1) });
    const syncs = (...log: Log) => givenLog(...log).viewOf(knowledgeView).syncs;
    expect(syncs(started)).toMatchObject([{ cause: 'added', started_at: at(1), ended_at: null, outcome: 'going_on' }]);
    expect(syncs(started, failed)).toMatchObject([{ ended_at: at(3), outcome: 'failed', code: 'UNREADABLE' }]);
    expect(syncs(started, happened(readIt, { at: at(2) }))).toMatchObject([
      { ended_at: at(2), outcome: 'completed', characters: 22, pages: 1, missed: 0 },
    ]);
  });

  it('X15: knows what is shared, how often it is read, and which bots keep to it', () => {
    const shared = knowledgeSourceShared({ sourceId });
    expect(sourcesOf(addedFile, shared)).toMatchObject([{ is_shared: true }]);
    expect(sourcesOf(addedFile, shared, knowledgeSourceUnshared({ sourceId }))).toMatchObject([{ is_shared: false }]);
    const daily = syncScheduled({ sourceId, every: 'day', from: at(1) });
    expect(sourcesOf(addedFile, daily)).toMatchObject([{ every: 'day' }]);
    const bot = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'returns-desk' });
    const attached = knowledgeAttached({ sourceId, workspaceId, botId });
    const attachments = (...log: Log) => givenLog(...log).viewOf(knowledgeView).attachments;
    expect(attachments(bot, attached)).toMatchObject([
      { organization_id: someOrganization, bot_id: botId, source_id: sourceId },
    ]);
    expect(attachments(bot, attached, knowledgeDetached({ sourceId, workspaceId, botId }))).toEqual([]);
  });

  it('knows which workspaces are there', () => {
    const created = workspaceCreated({ workspaceId, isDefault: false }, { name: 'Customer care' });
    const workspaces = (...log: Log) => givenLog(...log).viewOf(knowledgeView).workspaces;
    expect(workspaces(created)).toHaveLength(1);
    expect(workspaces(created, workspaceDeleted({ workspaceId }))).toEqual([]);
  });
});

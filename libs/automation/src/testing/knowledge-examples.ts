import {
  knowledgeSourceAdded,
  syncCompleted,
  syncFailed,
  syncStarted,
  type KnowledgeEvent,
  type SourceKind,
} from '@annals/contracts';
import { organizationId, workspaceId } from './examples';

/** A file and a website of a workspace for specs. */
export const sourceId = '0c000000-0000-4000-8000-0000000000f0';
export const websiteId = '0c000000-0000-4000-8000-0000000000f1';
export const syncId = '0c000000-0000-4000-8000-0000000000f2';
export const digest = 'a'.repeat(64);
export const ofSource = { organizationId, workspaceId, sourceId };
export const ofWebsite = { organizationId, workspaceId, sourceId: websiteId };

export const addedSource = (id: string, kind: SourceKind): KnowledgeEvent =>
  kind === 'website'
    ? knowledgeSourceAdded(
        { sourceId: id, workspaceId, kind, media: 'html', levels: 2 },
        { name: 'help.example.org', address: 'https://help.example.org/' },
      )
    : knowledgeSourceAdded(
        { sourceId: id, workspaceId, kind, media: 'text', bytes: 22, content: digest },
        { name: 'returns.txt' },
      );
export const addedFile = addedSource(sourceId, 'file');
export const addedWebsite = addedSource(websiteId, 'website');

export const begun = (id = sourceId, sync = syncId): KnowledgeEvent =>
  syncStarted({ sourceId: id, syncId: sync, cause: 'added' });
export const readWith = (characters: number, id = sourceId, sync = syncId): KnowledgeEvent =>
  syncCompleted({ sourceId: id, syncId: sync, characters, passages: 1, pages: 1, missed: 0, digest });
export const readIt = readWith(22);
/** As many texts and files as may be read at once. */
export const fiveAreRead = Array.from({ length: 5 }, (_, n) => [
  addedSource(`file ${n}`, 'file'),
  begun(`file ${n}`, `sync ${n}`),
]).flat();
export const stopped = syncFailed({ sourceId, syncId, code: 'STOPPED' });

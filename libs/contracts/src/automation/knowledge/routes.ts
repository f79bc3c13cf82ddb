import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const knowledge = `${organization}/workspaces/{workspaceId}/knowledge` as const;
const source = `${knowledge}/{sourceId}` as const;

const adding = {
  method: 'POST',
  params: api.KnowledgeParams,
  answer: api.SourceEffect,
  status: 201,
  access: 'knowledge:manage',
  tag: 'knowledge',
} as const;
const changing = {
  method: 'POST',
  params: api.SourceParams,
  answer: api.SourceEffect,
  access: 'knowledge:manage',
  tag: 'knowledge',
} as const;

export const addText = route({
  ...adding,
  path: `${knowledge}/texts`,
  body: api.AddText,
  sentence: 'Adds a text to the knowledge of a workspace. It is used once it was read.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'KNOWLEDGE_LIMIT'],
});

export const addFile = route({
  ...adding,
  path: `${knowledge}/files`,
  body: api.AddFile,
  largeBody: api.KNOWLEDGE_BODY_BYTES,
  sentence:
    'Adds a file in base64 to the knowledge of a workspace: PDF, text, Markdown or HTML, at most 10 MB. It is used once it was read.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'KNOWLEDGE_LIMIT', 'SOURCE_UNREADABLE', 'SOURCE_TOO_LARGE'],
});

export const addWebsite = route({
  ...adding,
  path: `${knowledge}/websites`,
  body: api.AddWebsite,
  sentence:
    'Adds a website to the knowledge of a workspace: the page at the address, and pages of the same host that it leads to, up to three levels. What its robots.txt forbids is left out.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'KNOWLEDGE_LIMIT', 'URL_NOT_ALLOWED'],
});

export const replaceSource = route({
  ...changing,
  path: `${source}/replace`,
  body: api.ReplaceSource,
  largeBody: api.KNOWLEDGE_BODY_BYTES,
  sentence: 'Puts another file in the place of one, or of a text. Until it was read, the one before is used.',
  refusals: [
    'SOURCE_NOT_FOUND',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'SOURCE_IS_WEBSITE',
    'SYNC_ALREADY_RUNNING',
    'KNOWLEDGE_LIMIT',
    'SOURCE_UNREADABLE',
    'SOURCE_TOO_LARGE',
  ],
});

export const startSync = route({
  ...changing,
  path: `${source}/sync`,
  body: api.ChangeSource,
  sentence: 'Reads a source again. Until that is done, what was read before is used.',
  refusals: [
    'SOURCE_NOT_FOUND',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'SYNC_ALREADY_RUNNING',
    'KNOWLEDGE_LIMIT',
  ],
});

export const stopSync = route({
  ...changing,
  path: `${source}/stop`,
  body: api.ChangeSource,
  sentence: 'Stops reading a source. Nothing of what was read is used; what was read before is.',
  refusals: ['SOURCE_NOT_FOUND', 'SYNC_NOT_RUNNING'],
});

export const scheduleSync = route({
  ...changing,
  path: `${source}/schedule`,
  body: api.ScheduleSync,
  sentence: 'Says how often a website is read again by itself.',
  refusals: ['SOURCE_NOT_FOUND', 'SOURCE_IS_NO_WEBSITE'],
});

export const removeSource = route({
  ...changing,
  path: `${source}/remove`,
  body: api.ChangeSource,
  sentence: 'Removes a source with all that was read of it. It is not used from the next search on.',
  refusals: ['SOURCE_NOT_FOUND'],
});

export const shareSource = route({
  ...changing,
  path: `${source}/share`,
  body: api.ChangeSource,
  access: 'knowledge:share',
  sentence: 'Lets all workspaces of the organization read a source. It counts in its own workspace only.',
  refusals: ['SOURCE_NOT_FOUND', 'KNOWLEDGE_LIMIT'],
});

export const unshareSource = route({
  ...changing,
  path: `${source}/unshare`,
  body: api.ChangeSource,
  access: 'knowledge:share',
  sentence: 'Lets only the workspace of a source read it.',
  refusals: ['SOURCE_NOT_FOUND'],
});

export const attachSource = route({
  ...changing,
  path: `${source}/attach`,
  body: api.AttachSource,
  sentence:
    'Has a bot of this workspace keep to a source of it, or to one that the organization shares. A bot that keeps to none uses all that its workspace may read.',
  refusals: ['SOURCE_NOT_FOUND', 'BOT_NOT_FOUND', 'SOURCE_IN_OTHER_WORKSPACE', 'KNOWLEDGE_LIMIT'],
});

export const detachSource = route({
  ...changing,
  path: `${source}/detach`,
  body: api.AttachSource,
  sentence: 'Has a bot no longer keep to a source.',
  refusals: ['SOURCE_NOT_FOUND'],
});

export const listSources = route({
  method: 'GET',
  path: knowledge,
  params: api.KnowledgeParams,
  query: api.ListSources,
  answer: api.KnowledgeSources,
  access: 'knowledge:read',
  tag: 'knowledge',
  sentence:
    'Sources of a workspace, what needs somebody first; then those that the organization shares. With what the workspace holds of what it may.',
  refusals: ['WORKSPACE_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getSource = route({
  method: 'GET',
  path: source,
  params: api.SourceParams,
  answer: api.KnowledgeSource,
  access: 'knowledge:read',
  tag: 'knowledge',
  sentence: 'One source of a workspace, or one that the organization shares.',
  refusals: ['SOURCE_NOT_FOUND', 'WORKSPACE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const listSyncs = route({
  method: 'GET',
  path: `${source}/syncs`,
  params: api.SourceParams,
  query: api.ListSyncs,
  answer: api.KnowledgeSyncs,
  access: 'knowledge:read',
  tag: 'knowledge',
  sentence: 'When a source was read, newest first, and what came of it.',
  refusals: ['SOURCE_NOT_FOUND', 'WORKSPACE_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const trySearch = route({
  method: 'POST',
  path: `${knowledge}/search`,
  params: api.KnowledgeParams,
  body: api.TrySearch,
  answer: api.KnowledgePassages,
  access: 'knowledge:read',
  tag: 'knowledge',
  sentence: 'The passages that a bot of this workspace would get to a question, if it keeps to no sources of its own.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'RATE_LIMITED'],
});

export const getMeaning = route({
  method: 'GET',
  path: `${knowledge}/meaning`,
  params: api.KnowledgeParams,
  answer: api.KnowledgeMeaning,
  access: 'knowledge:read',
  tag: 'knowledge',
  sentence: 'Where passages and questions go to be found by meaning, and whether the organization allows it.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED'],
});

export const searchKnowledge = route({
  method: 'POST',
  path: `${organization}/knowledge/search`,
  params: OrganizationParams,
  body: api.SearchKnowledge,
  answer: api.KnowledgePassages,
  access: 'knowledge:search',
  tag: 'knowledge',
  sentence:
    'For bots with their own key: the passages that answer a question best, of what their workspace may read; of the sources that they keep to, where they keep to some.',
  refusals: ['BOT_NOT_FOUND', 'WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'RATE_LIMITED'],
});

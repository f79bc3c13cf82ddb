import { knowledgeLimits, knowledgeSourceAdded, syncStarted, type KnowledgeEvent } from '@annals/contracts';
import { fold, given, someFacts } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { organizationId, workspaceId } from '../../testing/examples';
import { addedFile, addedSource, begun, digest, readWith } from '../../testing/knowledge-examples';
import { addSource, type AddSource } from './add-source';

const where = { organizationId, workspaceId };
const file = { ...where, kind: 'file', media: 'text', name: 'returns.txt', bytes: 22, content: digest } as const;
const website: AddSource = {
  ...where,
  kind: 'website',
  media: 'html',
  name: 'help',
  address: 'https://a.b/',
  levels: 3,
};
const sourceId = someFacts.id('source');
const started = syncStarted({ sourceId, syncId: someFacts.id('sync'), cause: 'added' });
const many = (count: number, kind: 'file' | 'website'): KnowledgeEvent[] =>
  Array.from({ length: count }, (_, n) => addedSource(`${kind} ${n}`, kind));
const full = (of: keyof typeof knowledgeLimits, current: number = knowledgeLimits[of]) =>
  ({ of, limit: knowledgeLimits[of], current }) as const;

describe('D8: add a source', () => {
  it('is read from now on', () => {
    const { media, bytes, content, name } = file;
    given(knowledge)
      .when(addSource, file)
      .then(knowledgeSourceAdded({ sourceId, workspaceId, kind: 'file', media, bytes, content }, { name }), started);
    given(knowledge)
      .when(addSource, website)
      .then(
        knowledgeSourceAdded(
          { sourceId, workspaceId, kind: 'website', media: 'html', levels: 3 },
          { name: 'help', address: 'https://a.b/' },
        ),
        started,
      );
  });

  it('says no where the workspace has as many files, websites or characters as it may, and where five are being read', () => {
    given(knowledge, ...many(50, 'file'))
      .when(addSource, file)
      .thenRefused('KNOWLEDGE_LIMIT', full('files'));
    given(knowledge, ...many(20, 'website'))
      .when(addSource, website)
      .thenRefused('KNOWLEDGE_LIMIT', full('websites'));
    given(knowledge, addedFile, begun(), readWith(1_000_000))
      .when(addSource, website)
      .thenRefused('KNOWLEDGE_LIMIT', full('characters'));
    const five = many(5, 'file').flatMap((each, n) => [each, begun(`file ${n}`, `sync ${n}`)]);
    given(knowledge, ...five)
      .when(addSource, file)
      .thenRefused('KNOWLEDGE_LIMIT', full('reading'));
  });

  it('counts files and websites apart', () => {
    const added = (command: AddSource, ...before: readonly KnowledgeEvent[]) =>
      addSource(fold(knowledge, before), command, someFacts).map(({ type }) => type);
    const both = ['KnowledgeSourceAdded', 'SyncStarted'];
    expect(added(website, ...many(50, 'file'))).toEqual(both);
    expect(added(file, ...many(20, 'website'))).toEqual(both);
  });

  it('stays quiet when it is there', () =>
    given(knowledge, addedSource(sourceId, 'file')).when(addSource, file).thenNothing());
});

import { knowledgeSourceShared } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { addedFile, addedSource, ofSource, sourceId } from '../../testing/knowledge-examples';
import { shareSource } from './share-source';

const shared = knowledgeSourceShared({ sourceId });

describe('X15: share a source with the organization', () => {
  it('is shared', () => given(knowledge, addedFile).when(shareSource, ofSource).then(shared));

  it('says no to one that is not there, and after fifty', () => {
    given(knowledge).when(shareSource, ofSource).thenRefused('SOURCE_NOT_FOUND');
    const fifty = Array.from({ length: 50 }, (_, n) => [
      addedSource(`file ${n}`, 'file'),
      knowledgeSourceShared({ sourceId: `file ${n}` }),
    ]).flat();
    given(knowledge, addedFile, ...fifty)
      .when(shareSource, ofSource)
      .thenRefused('KNOWLEDGE_LIMIT', { of: 'shared', limit: 50, current: 50 });
  });

  it('stays quiet when it is', () => given(knowledge, addedFile, shared).when(shareSource, ofSource).thenNothing());
});

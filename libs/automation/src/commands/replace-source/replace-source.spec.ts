import { knowledgeSourceReplaced, syncStarted } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import {
  addedFile,
  addedWebsite,
  begun,
  digest,
  fiveAreRead,
  ofSource,
  ofWebsite,
  readIt,
  sourceId,
} from '../../testing/knowledge-examples';
import { replaceSource } from './replace-source';

const content = 'b'.repeat(64);
const as = { name: 'returns 2026.txt', media: 'text', bytes: 30, content } as const;

describe('D8: replace a source', () => {
  it('is read from now on; until then what was read before is used', () =>
    given(knowledge, addedFile, begun(), readIt)
      .when(replaceSource, { ...ofSource, ...as })
      .then(
        knowledgeSourceReplaced({ sourceId, media: 'text', bytes: 30, content }, { name: as.name }),
        syncStarted({ sourceId, syncId: someFacts.id('sync'), cause: 'replaced' }),
      ));

  it('says no to one that is not there, to a website, and while it is read', () => {
    given(knowledge)
      .when(replaceSource, { ...ofSource, ...as })
      .thenRefused('SOURCE_NOT_FOUND');
    given(knowledge, addedWebsite)
      .when(replaceSource, { ...ofWebsite, ...as })
      .thenRefused('SOURCE_IS_WEBSITE');
    given(knowledge, addedFile, begun())
      .when(replaceSource, { ...ofSource, ...as })
      .thenRefused('SYNC_ALREADY_RUNNING');
  });

  it('is read again where the content is the same: what is stored of it never is', () =>
    given(knowledge, addedFile, begun(), readIt)
      .when(replaceSource, { ...ofSource, ...as, name: 'returns.txt', content: digest })
      .then(
        knowledgeSourceReplaced({ sourceId, media: 'text', bytes: 30, content: digest }, { name: 'returns.txt' }),
        syncStarted({ sourceId, syncId: someFacts.id('sync'), cause: 'replaced' }),
      ));

  it('says no where five texts and files are being read', () =>
    given(knowledge, addedFile, ...fiveAreRead)
      .when(replaceSource, { ...ofSource, ...as })
      .thenRefused('KNOWLEDGE_LIMIT', { of: 'reading', limit: 5, current: 5 }));
});

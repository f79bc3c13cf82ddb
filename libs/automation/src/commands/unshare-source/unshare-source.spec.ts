import { knowledgeSourceShared, knowledgeSourceUnshared } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { addedFile, ofSource, sourceId } from '../../testing/knowledge-examples';
import { unshareSource } from './unshare-source';

describe('X15: share a source no longer', () => {
  it('is its workspace’s alone', () =>
    given(knowledge, addedFile, knowledgeSourceShared({ sourceId }))
      .when(unshareSource, ofSource)
      .then(knowledgeSourceUnshared({ sourceId })));

  it('says no to one that is not there', () =>
    given(knowledge).when(unshareSource, ofSource).thenRefused('SOURCE_NOT_FOUND'));

  it('stays quiet when it is not shared', () =>
    given(knowledge, addedFile).when(unshareSource, ofSource).thenNothing());
});

import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { addedFile, begun, ofSource, readIt, stopped } from '../../testing/knowledge-examples';
import { stopSync } from './stop-sync';

describe('D8: stop reading a source', () => {
  it('is its end', () => given(knowledge, addedFile, begun()).when(stopSync, ofSource).then(stopped));

  it('says no to one that is not there, and to one that is not being read', () => {
    given(knowledge).when(stopSync, ofSource).thenRefused('SOURCE_NOT_FOUND');
    given(knowledge, addedFile, begun(), readIt).when(stopSync, ofSource).thenRefused('SYNC_NOT_RUNNING');
  });

  it('has one end: stopping it twice is no second one', () =>
    given(knowledge, addedFile, begun(), stopped).when(stopSync, ofSource).thenRefused('SYNC_NOT_RUNNING'));
});

import { syncFailed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import {
  addedFile,
  addedWebsite,
  begun,
  digest,
  ofSource,
  readIt,
  readWith,
  sourceId,
  stopped,
  syncId,
  websiteId,
} from '../../testing/knowledge-examples';
import { completeSync } from './complete-sync';

const command = { ...ofSource, syncId, characters: 22, passages: 1, pages: 1, missed: 0, digest };
const later = 'sync 2';

describe('D8: complete a reading', () => {
  it('is used from now on', () => given(knowledge, addedFile, begun()).when(completeSync, command).then(readIt));

  it('comes to nothing where the workspace would hold more than it may; what it takes the place of does not count', () => {
    const others = [addedWebsite, begun(websiteId, later), readWith(999_990, websiteId, later)];
    given(knowledge, addedFile, ...others, begun())
      .when(completeSync, command)
      .then(syncFailed({ sourceId, syncId, code: 'LIMIT' }));
    given(knowledge, addedFile, begun(), readWith(999_990), begun(sourceId, later))
      .when(completeSync, { ...command, syncId: later, characters: 1_000_000 })
      .then(readWith(1_000_000, sourceId, later));
  });

  it('stays quiet when it has ended, and about a source that is gone', () => {
    given(knowledge, addedFile, begun(), readIt).when(completeSync, command).thenNothing();
    given(knowledge, addedFile, begun(), stopped).when(completeSync, command).thenNothing();
    given(knowledge, addedFile, begun(sourceId, later)).when(completeSync, command).thenNothing();
    given(knowledge).when(completeSync, command).thenNothing();
  });
});

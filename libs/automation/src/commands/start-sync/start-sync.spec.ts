import { syncScheduled, syncStarted } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import {
  addedFile,
  addedWebsite,
  begun,
  fiveAreRead,
  ofSource,
  ofWebsite,
  readWith,
  syncId,
  websiteId,
} from '../../testing/knowledge-examples';
import { startSync } from './start-sync';

const daily = syncScheduled({ sourceId: websiteId, every: 'day', from: someFacts.now });
const started = (cause: 'hand' | 'schedule') =>
  syncStarted({ sourceId: websiteId, syncId: someFacts.id('sync'), cause });

describe('D8: read a source again', () => {
  it('begins by hand, or as it is due', () => {
    given(knowledge, addedWebsite, begun(websiteId), readWith(9, websiteId))
      .when(startSync, ofWebsite)
      .then(started('hand'));
    given(knowledge, addedWebsite, daily)
      .when(startSync, { ...ofWebsite, isDue: true })
      .then(started('schedule'));
  });

  it('says no to one that is not there, and by hand while it is read', () => {
    given(knowledge).when(startSync, ofWebsite).thenRefused('SOURCE_NOT_FOUND');
    given(knowledge, addedWebsite, begun(websiteId, syncId))
      .when(startSync, ofWebsite)
      .thenRefused('SYNC_ALREADY_RUNNING');
  });

  it('says no where five texts and files are being read; websites are read all the same', () => {
    given(knowledge, addedFile, ...fiveAreRead)
      .when(startSync, ofSource)
      .thenRefused('KNOWLEDGE_LIMIT', { of: 'reading', limit: 5, current: 5 });
    given(knowledge, addedWebsite, ...fiveAreRead)
      .when(startSync, ofWebsite)
      .then(started('hand'));
  });

  it('stays quiet where it is due and is being read, or is not read by itself any more', () => {
    given(knowledge, addedWebsite, daily, begun(websiteId))
      .when(startSync, { ...ofWebsite, isDue: true })
      .thenNothing();
    given(knowledge, addedWebsite)
      .when(startSync, { ...ofWebsite, isDue: true })
      .thenNothing();
  });
});

import { syncScheduled } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { addedFile, addedWebsite, ofSource, ofWebsite, websiteId } from '../../testing/knowledge-examples';
import { scheduleSync } from './schedule-sync';

const every = (often: 'never' | 'day' | 'week') =>
  syncScheduled({ sourceId: websiteId, every: often, from: someFacts.now });

describe('D8: schedule reading', () => {
  it('counts from now on', () => {
    given(knowledge, addedWebsite)
      .when(scheduleSync, { ...ofWebsite, every: 'week' })
      .then(every('week'));
    given(knowledge, addedWebsite, every('week'))
      .when(scheduleSync, { ...ofWebsite, every: 'never' })
      .then(every('never'));
  });

  it('says no to one that is not there, and to what does not change by itself', () => {
    given(knowledge)
      .when(scheduleSync, { ...ofWebsite, every: 'day' })
      .thenRefused('SOURCE_NOT_FOUND');
    given(knowledge, addedFile)
      .when(scheduleSync, { ...ofSource, every: 'day' })
      .thenRefused('SOURCE_IS_NO_WEBSITE');
  });

  it('stays quiet when it is so', () => {
    given(knowledge, addedWebsite)
      .when(scheduleSync, { ...ofWebsite, every: 'never' })
      .thenNothing();
    given(knowledge, addedWebsite, every('day'))
      .when(scheduleSync, { ...ofWebsite, every: 'day' })
      .thenNothing();
  });
});

import { syncFailed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { knowledge } from '../../knowledge/knowledge';
import { addedFile, begun, ofSource, readIt, sourceId, stopped, syncId } from '../../testing/knowledge-examples';
import { failSync } from './fail-sync';

const command = { ...ofSource, syncId, code: 'UNREACHABLE', detail: 'it answered 404' } as const;

describe('D8: fail a reading', () => {
  it('says why', () =>
    given(knowledge, addedFile, begun())
      .when(failSync, command)
      .then(syncFailed({ sourceId, syncId, code: 'UNREACHABLE' }, { detail: 'it answered 404' })));

  it('says no to nobody: stays quiet when it has ended, and about a source that is gone', () => {
    for (const end of [readIt, stopped])
      given(knowledge, addedFile, begun(), end).when(failSync, command).thenNothing();
    given(knowledge).when(failSync, command).thenNothing();
  });
});

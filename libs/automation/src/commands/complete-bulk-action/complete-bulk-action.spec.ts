import { bulkActionCompleted, bulkActionStarted, bulkActionStopped } from '@annals/contracts';
import { given } from '@annals/kernel';
import { bulk } from '../../bulk/bulk';
import { organizationId, runId as bulkId } from '../../testing/examples';
import { completeBulkAction } from './complete-bulk-action';

const counts = { done: 55, refused: 4, left: 2 };
const command = { organizationId, bulkId, ...counts };
const started = bulkActionStarted({ bulkId, act: 'retry', runs: 61 });
const completed = bulkActionCompleted({ bulkId, ...counts });

describe('W21: a bulk action is through', () => {
  it('says what came of it, also where the rest was stopped', () => {
    given(bulk, started).when(completeBulkAction, command).then(completed);
    given(bulk, started, bulkActionStopped({ bulkId })).when(completeBulkAction, command).then(completed);
  });

  it('stays quiet where it is through already, or nobody began it', () => {
    given(bulk, started, completed).when(completeBulkAction, command).thenNothing();
    given(bulk).when(completeBulkAction, command).thenNothing();
  });
});

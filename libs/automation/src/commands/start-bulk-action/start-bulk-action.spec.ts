import { bulkActionStarted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { bulk } from '../../bulk/bulk';
import { botId, organizationId, runId as bulkId } from '../../testing/examples';
import { startBulkAction } from './start-bulk-action';

const askedBy = { personId: botId, membership: 1 };
const command = { organizationId, bulkId, act: 'retry', runs: 61, askedBy } as const;
const started = bulkActionStarted({ bulkId, act: 'retry', runs: 61, askedBy });

describe('W21: start a bulk action', () => {
  it('begins, and says what is done to how many', () => given(bulk).when(startBulkAction, command).then(started));

  it('stays quiet where it began already, whatever the runs are now', () =>
    given(bulk, started)
      .when(startBulkAction, { ...command, runs: 2 })
      .thenNothing());
});

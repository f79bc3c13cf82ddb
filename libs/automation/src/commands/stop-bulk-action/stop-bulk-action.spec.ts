import { bulkActionCompleted, bulkActionStarted, bulkActionStopped } from '@annals/contracts';
import { given } from '@annals/kernel';
import { bulk } from '../../bulk/bulk';
import { botId as mia, organizationId, otherBotId as adam, runId as bulkId } from '../../testing/examples';
import { stopBulkAction } from './stop-bulk-action';

const askedBy = { personId: mia, membership: 1 };
const started = bulkActionStarted({ bulkId, act: 'stop', runs: 3, askedBy });
const stopped = bulkActionStopped({ bulkId });
const command = { organizationId, bulkId, anyone: true, personId: undefined };

describe('W21: stop the rest of a bulk action', () => {
  it('leaves the rest as it is, one’s own and, who may everywhere, anybody’s', () => {
    given(bulk, started).when(stopBulkAction, command).then(stopped);
    given(bulk, started)
      .when(stopBulkAction, { ...command, anyone: false, personId: mia })
      .then(stopped);
  });

  it('says no to what nobody began, or somebody else did', () => {
    given(bulk).when(stopBulkAction, command).thenRefused('BULK_ACTION_NOT_FOUND');
    for (const person of [adam, undefined])
      given(bulk, started)
        .when(stopBulkAction, { ...command, anyone: false, personId: person })
        .thenRefused('BULK_ACTION_NOT_FOUND');
  });

  it('stays quiet where it was stopped already, or is through', () => {
    given(bulk, started, stopped).when(stopBulkAction, command).thenNothing();
    given(bulk, started, bulkActionCompleted({ bulkId, done: 3, refused: 0, left: 0 }))
      .when(stopBulkAction, command)
      .thenNothing();
  });
});

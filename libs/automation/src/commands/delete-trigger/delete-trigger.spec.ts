import { triggerDeleted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, triggerId } from '../../testing/examples';
import { deleteTrigger } from './delete-trigger';

const command = { organizationId, triggerId };

describe('B12: delete a trigger', () => {
  it('is no more', () => given(fleet, created).when(deleteTrigger, command).then(triggerDeleted({ triggerId })));

  it('says no about one that is not there, or no more', () => {
    given(fleet).when(deleteTrigger, command).thenRefused('TRIGGER_NOT_FOUND');
    given(fleet, created, triggerDeleted({ triggerId })).when(deleteTrigger, command).thenRefused('TRIGGER_NOT_FOUND');
  });
});

import { triggerDisabled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, triggerId } from '../../testing/examples';
import { disableTrigger } from './disable-trigger';

const command = { organizationId, triggerId };

describe('B12: disable a trigger', () => {
  it('fires no more', () => given(fleet, created).when(disableTrigger, command).then(triggerDisabled({ triggerId })));

  it('says no about one that is not there', () =>
    given(fleet).when(disableTrigger, command).thenRefused('TRIGGER_NOT_FOUND'));

  it('stays quiet when it is off', () =>
    given(fleet, created, triggerDisabled({ triggerId })).when(disableTrigger, command).thenNothing());
});

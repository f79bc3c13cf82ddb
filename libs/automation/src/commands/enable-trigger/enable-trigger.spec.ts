import { triggerAutoPaused, triggerDisabled, triggerEnabled } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, registered, triggerId } from '../../testing/examples';
import { enableTrigger } from './enable-trigger';

const command = { organizationId, triggerId };
const enabled = triggerEnabled({ triggerId, from: someFacts.now });

describe('B12: enable a trigger', () => {
  it('fires from now on, also where it had paused itself', () => {
    given(fleet, registered, created, triggerDisabled({ triggerId })).when(enableTrigger, command).then(enabled);
    given(fleet, registered, created, triggerAutoPaused({ triggerId, failures: 10 }))
      .when(enableTrigger, command)
      .then(enabled);
  });

  it('says no about one that is not there', () =>
    given(fleet).when(enableTrigger, command).thenRefused('TRIGGER_NOT_FOUND'));

  it('stays quiet when it is on', () => given(fleet, registered, created).when(enableTrigger, command).thenNothing());
});

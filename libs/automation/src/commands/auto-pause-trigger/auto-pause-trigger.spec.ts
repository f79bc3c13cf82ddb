import { triggerAutoPaused, triggerDisabled, triggerEnabled } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, triggerId } from '../../testing/examples';
import { autoPauseTrigger } from './auto-pause-trigger';

const command = { organizationId, triggerId, failures: 10, from: '2026-06-03T09:00:00.000Z' };

describe('P15: a trigger pauses itself', () => {
  it('after as many failures in a row as it is set to', () =>
    given(fleet, created)
      .when(autoPauseTrigger, command)
      .then(triggerAutoPaused({ triggerId, failures: 10 })));

  it('stays quiet before, where it is off, was turned on since, or is no more', () => {
    const enabled = triggerEnabled({ triggerId, from: someFacts.now });
    given(fleet, created)
      .when(autoPauseTrigger, { ...command, failures: 9 })
      .thenNothing();
    given(fleet, created, triggerDisabled({ triggerId })).when(autoPauseTrigger, command).thenNothing();
    given(fleet, created, enabled).when(autoPauseTrigger, command).thenNothing();
    given(fleet).when(autoPauseTrigger, command).thenNothing();
  });
});

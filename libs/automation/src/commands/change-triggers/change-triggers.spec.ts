import { triggerDeleted, triggerDisabled, triggerEnabled } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, registered, triggerId } from '../../testing/examples';
import { changeTriggers } from './change-triggers';

const change = { organizationId, triggerId } as const;
const off = triggerDisabled({ triggerId });

describe('B12: change one of many triggers', () => {
  it('turns it on or off, or deletes it', () => {
    given(fleet, registered, created)
      .when(changeTriggers, { ...change, act: 'disable' })
      .then(off);
    given(fleet, registered, created, off)
      .when(changeTriggers, { ...change, act: 'enable' })
      .then(triggerEnabled({ triggerId, from: someFacts.now }));
    given(fleet, registered, created)
      .when(changeTriggers, { ...change, act: 'delete' })
      .then(triggerDeleted({ triggerId }));
  });

  it('says no about one that is not there', () =>
    given(fleet, registered)
      .when(changeTriggers, { ...change, act: 'disable' })
      .thenRefused('TRIGGER_NOT_FOUND'));

  it('stays quiet when it is so', () =>
    given(fleet, registered, created)
      .when(changeTriggers, { ...change, act: 'enable' })
      .thenNothing());
});

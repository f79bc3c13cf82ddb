import { triggerReassigned } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, registered, triggerId } from '../../testing/examples';
import { reassignTrigger } from './reassign-trigger';

const mia = { personId: '0c000000-0000-4000-8000-0000000000d1', membership: 1 };
const reassign = { organizationId, triggerId, owner: mia };

describe('B12: reassign a trigger', () => {
  it('gives it to somebody, also what nobody answered for, and to who is back in another membership', () => {
    given(fleet, registered, created)
      .when(reassignTrigger, reassign)
      .then(triggerReassigned({ triggerId, ownedBy: mia }));
    given(fleet, registered, created, triggerReassigned({ triggerId }))
      .when(reassignTrigger, reassign)
      .then(triggerReassigned({ triggerId, ownedBy: mia }));
    given(fleet, registered, created, triggerReassigned({ triggerId, ownedBy: mia }))
      .when(reassignTrigger, { ...reassign, owner: { ...mia, membership: 2 } })
      .then(triggerReassigned({ triggerId, ownedBy: { ...mia, membership: 2 } }));
  });

  it('says no about one that is not there', () =>
    given(fleet, registered).when(reassignTrigger, reassign).thenRefused('TRIGGER_NOT_FOUND'));

  it('stays quiet when it is theirs', () =>
    given(fleet, registered, created, triggerReassigned({ triggerId, ownedBy: mia }))
      .when(reassignTrigger, reassign)
      .thenNothing());
});

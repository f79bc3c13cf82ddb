import { triggerDisabled, triggerReassigned } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { created, organizationId, triggerId } from '../../testing/examples';
import { settleTrigger } from './settle-trigger';

const [mia, adam] = ['0c000000-0000-4000-8000-0000000000d1', '0c000000-0000-4000-8000-0000000000d2'];
const of = (personId: string, membership = 1) => ({ personId, membership });
const mias = triggerReassigned({ triggerId, ownedBy: of(mia) });
const settle = { organizationId, triggerId, from: mia, current: undefined, to: undefined };

describe('W4: settle a trigger', () => {
  it('gives it to who takes it', () =>
    given(fleet, created, mias)
      .when(settleTrigger, { ...settle, to: of(adam) })
      .then(triggerReassigned({ triggerId, ownedBy: of(adam) })));

  it('turns it off where nobody does: nothing fires on as theirs', () => {
    const off = triggerDisabled({ triggerId });
    given(fleet, created, mias).when(settleTrigger, settle).then(off, triggerReassigned({ triggerId }));
    given(fleet, created, mias, off).when(settleTrigger, settle).then(triggerReassigned({ triggerId }));
  });

  it('stays quiet when it is done, somebody took it, or its owner is here', () => {
    given(fleet, created).when(settleTrigger, settle).thenNothing();
    given(fleet, created, triggerReassigned({ triggerId, ownedBy: of(adam) }))
      .when(settleTrigger, settle)
      .thenNothing();
    given(fleet, created, mias)
      .when(settleTrigger, { ...settle, current: 1 })
      .thenNothing();
    given(fleet).when(settleTrigger, settle).thenNothing();
  });
});

import { botDisabled, botReassigned, botRegistered } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, workspaceId } from '../../testing/examples';
import { settleBot } from './settle-bot';

const [mia, adam] = ['0c000000-0000-4000-8000-0000000000d1', '0c000000-0000-4000-8000-0000000000d2'];
const of = (personId: string, membership = 1) => ({ personId, membership });
const owned = botRegistered({ botId, workspaceId, kind: 'rpa', ownedBy: of(mia) }, { name: 'invoice-reader' });
const settle = { organizationId, botId, from: mia, current: undefined, to: undefined };

describe('settle a bot', () => {
  it('W4: gives it to who the plan says', () =>
    given(fleet, owned)
      .when(settleBot, { ...settle, to: of(adam) })
      .then(botReassigned({ botId, ownedBy: of(adam) })));

  it('W4: holds it where nobody takes it: disabled, and nobody’s', () => {
    given(fleet, owned)
      .when(settleBot, settle)
      .then(botDisabled({ botId, inFlight: 'finish' }), botReassigned({ botId }));
    given(fleet, owned, botDisabled({ botId })).when(settleBot, settle).then(botReassigned({ botId }));
  });

  it('stays quiet when it is done, somebody took it, or its owner came back and has it anew', () => {
    given(fleet, owned, botReassigned({ botId })).when(settleBot, settle).thenNothing();
    given(fleet, owned, botReassigned({ botId, ownedBy: of(adam) }))
      .when(settleBot, settle)
      .thenNothing();
    given(fleet, owned, botReassigned({ botId, ownedBy: of(mia, 2) }))
      .when(settleBot, { ...settle, current: 2 })
      .thenNothing();
    given(fleet).when(settleBot, settle).thenNothing();
  });
});

import { botReassigned, botRegistered } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, workspaceId } from '../../testing/examples';
import { reassignBot } from './reassign-bot';

const mia = { personId: '0c000000-0000-4000-8000-0000000000d1', membership: 1 };
const registered = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' });
const reassign = { organizationId, botId, owner: mia };

describe('reassign a bot', () => {
  it('gives it to somebody, also to who is back in another membership', () => {
    given(fleet, registered)
      .when(reassignBot, reassign)
      .then(botReassigned({ botId, ownedBy: mia }));
    given(fleet, registered, botReassigned({ botId, ownedBy: mia }))
      .when(reassignBot, { ...reassign, owner: { ...mia, membership: 2 } })
      .then(botReassigned({ botId, ownedBy: { ...mia, membership: 2 } }));
  });

  it('says no about a bot that is not there', () =>
    given(fleet).when(reassignBot, reassign).thenRefused('BOT_NOT_FOUND'));

  it('stays quiet when it is theirs', () =>
    given(fleet, registered, botReassigned({ botId, ownedBy: mia }))
      .when(reassignBot, reassign)
      .thenNothing());
});

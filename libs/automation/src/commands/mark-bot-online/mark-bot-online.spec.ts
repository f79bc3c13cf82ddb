import { botWentOffline, botWentOnline } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, online, organizationId, otherBotId, registered } from '../../testing/examples';
import { markBotOnline } from './mark-bot-online';

const command = { organizationId, botId };

describe('B9: a bot goes online', () => {
  it('is online with its first heartbeat, with the first after a silence, and while it is disabled', () => {
    given(fleet, registered).when(markBotOnline, command).then(botWentOnline({ botId }));
    given(fleet, registered, online, botWentOffline({ botId, lastSeenAt: someFacts.now }))
      .when(markBotOnline, command)
      .then(botWentOnline({ botId }));
    given(fleet, registered, disabled).when(markBotOnline, command).then(botWentOnline({ botId }));
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered).when(markBotOnline, { organizationId, botId: otherBotId }).thenRefused('BOT_NOT_FOUND'));

  it('stays quiet while it is online', () =>
    given(fleet, registered, online).when(markBotOnline, command).thenNothing());
});

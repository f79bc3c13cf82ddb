import { botWentOffline, botWentOnline } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { presence } from '../../presence/presence';
import { botId, online, organizationId } from '../../testing/examples';
import { markBotOnline } from './mark-bot-online';

const command = { organizationId, botId };

describe('B9: a bot goes online', () => {
  it('is online with its first heartbeat, and with the first after a silence', () => {
    given(presence).when(markBotOnline, command).then(botWentOnline({ botId }));
    given(presence, online, botWentOffline({ botId, lastSeenAt: someFacts.now }))
      .when(markBotOnline, command)
      .then(botWentOnline({ botId }));
  });

  it('stays quiet while it is online', () => given(presence, online).when(markBotOnline, command).thenNothing());
});

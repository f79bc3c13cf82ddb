import { botWentOffline } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, online, organizationId, otherBotId, registered } from '../../testing/examples';
import { markBotOffline } from './mark-bot-offline';

const lastSeenAt = someFacts.now;
const command = { organizationId, botId, lastSeenAt };

describe('B9: a bot goes offline', () => {
  it('is offline, and says when it was last heard of', () =>
    given(fleet, registered, online).when(markBotOffline, command).then(botWentOffline({ botId, lastSeenAt })));

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(markBotOffline, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));

  it('stays quiet when it is offline already or never was online', () => {
    given(fleet, registered).when(markBotOffline, command).thenNothing();
    given(fleet, registered, online, botWentOffline({ botId, lastSeenAt })).when(markBotOffline, command).thenNothing();
  });
});

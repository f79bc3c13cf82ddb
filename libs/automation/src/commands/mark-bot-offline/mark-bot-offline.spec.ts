import { botWentOffline } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { presence } from '../../presence/presence';
import { botId, online, organizationId } from '../../testing/examples';
import { markBotOffline } from './mark-bot-offline';

const lastSeenAt = someFacts.now;
const command = { organizationId, botId, lastSeenAt };

describe('B9: a bot goes offline', () => {
  it('is offline, and says when it was last heard of', () =>
    given(presence, online).when(markBotOffline, command).then(botWentOffline({ botId, lastSeenAt })));

  it('stays quiet when it is offline already or never was online', () => {
    given(presence).when(markBotOffline, command).thenNothing();
    given(presence, online, botWentOffline({ botId, lastSeenAt })).when(markBotOffline, command).thenNothing();
  });
});

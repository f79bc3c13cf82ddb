import { botEnabled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, organizationId, otherBotId, registered } from '../../testing/examples';
import { enableBot } from './enable-bot';

const command = { organizationId, botId };

describe('B10: enable a bot', () => {
  it('is enabled again', () => given(fleet, registered, disabled).when(enableBot, command).then(botEnabled({ botId })));

  it('says no to a bot that is not there', () =>
    given(fleet, registered).when(enableBot, { organizationId, botId: otherBotId }).thenRefused('BOT_NOT_FOUND'));

  it('says that it is enabled already, and writes nothing', () => {
    given(fleet, registered).when(enableBot, command).thenRefused('BOT_ALREADY_ENABLED');
    given(fleet, registered, disabled, botEnabled({ botId }))
      .when(enableBot, command)
      .thenRefused('BOT_ALREADY_ENABLED');
  });
});

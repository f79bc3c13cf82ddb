import { botDisabled, botEnabled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, organizationId, otherBotId, registered } from '../../testing/examples';
import { disableBot } from './disable-bot';

const command = { organizationId, botId };

describe('B10: disable a bot', () => {
  it('is disabled, and again after it was enabled', () => {
    given(fleet, registered).when(disableBot, command).then(botDisabled({ botId }));
    given(fleet, registered, disabled, botEnabled({ botId })).when(disableBot, command).then(botDisabled({ botId }));
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered).when(disableBot, { organizationId, botId: otherBotId }).thenRefused('BOT_NOT_FOUND'));

  it('says that it is disabled already, and writes nothing', () =>
    given(fleet, registered, disabled).when(disableBot, command).thenRefused('BOT_ALREADY_DISABLED'));
});

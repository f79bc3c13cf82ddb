import { botDisabled, botEnabled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, organizationId, otherBotId, registered } from '../../testing/examples';
import { disableBot } from './disable-bot';

const command = { organizationId, botId, inFlight: 'finish' } as const;
const finishing = botDisabled({ botId, inFlight: 'finish' });

describe('B10: disable a bot', () => {
  it('is disabled, and again after it was enabled', () => {
    given(fleet, registered).when(disableBot, command).then(finishing);
    given(fleet, registered, disabled, botEnabled({ botId })).when(disableBot, command).then(finishing);
  });

  it('says what becomes of the runs that workers are at', () =>
    given(fleet, registered)
      .when(disableBot, { ...command, inFlight: 'stop' })
      .then(botDisabled({ botId, inFlight: 'stop' })));

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(disableBot, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));

  it('says that it is disabled already, and writes nothing', () =>
    given(fleet, registered, disabled).when(disableBot, command).thenRefused('BOT_ALREADY_DISABLED'));
});

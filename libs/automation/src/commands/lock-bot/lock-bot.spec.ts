import { botDisabled, botLocked, botUnlocked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, organizationId, otherBotId, registered } from '../../testing/examples';
import { bots } from '../../views/bots/bots.view';
import { enableBot } from '../enable-bot/enable-bot';
import { lockBot } from './lock-bot';

const command = { organizationId, botId };
const locked = botLocked({ botId });

describe('B10: lock a bot', () => {
  it('is disabled and locked; one that is disabled already is locked only', () => {
    given(fleet, registered)
      .when(lockBot, command)
      .then(botDisabled({ botId, inFlight: 'finish' }), locked);
    given(fleet, registered, disabled).when(lockBot, command).then(locked);
    given(fleet, registered, disabled, locked, botUnlocked({ botId })).when(lockBot, command).then(locked);
  });

  it('nobody enables it, and whoever looks sees why', () => {
    given(fleet, registered, disabled, locked).when(enableBot, command).thenRefused('BOT_LOCKED_BY_ADMIN');
    expect(givenLog(registered, disabled, locked).viewOf(bots).bots).toMatchObject([
      { enabled: false, disabled_sequence: 2, locked_sequence: 3 },
    ]);
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered).when(lockBot, { organizationId, botId: otherBotId }).thenRefused('BOT_NOT_FOUND'));

  it('says that it is locked already, and writes nothing', () =>
    given(fleet, registered, disabled, locked).when(lockBot, command).thenRefused('BOT_ALREADY_LOCKED'));
});

import { botEnabled, botLocked, botUnlocked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import { botId, disabled, organizationId, otherBotId, registered } from '../../testing/examples';
import { bots } from '../../views/bots/bots.view';
import { enableBot } from '../enable-bot/enable-bot';
import { unlockBot } from './unlock-bot';

const command = { organizationId, botId };
const [locked, unlocked] = [botLocked({ botId }), botUnlocked({ botId })];

describe('B10: unlock a bot', () => {
  it('stays disabled, and may be enabled', () => {
    given(fleet, registered, disabled, locked).when(unlockBot, command).then(unlocked);
    given(fleet, registered, disabled, locked, unlocked).when(enableBot, command).then(botEnabled({ botId }));
    expect(givenLog(registered, disabled, locked, unlocked).viewOf(bots).bots).toMatchObject([
      { enabled: false, locked_at: null, locked_sequence: null },
    ]);
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered).when(unlockBot, { organizationId, botId: otherBotId }).thenRefused('BOT_NOT_FOUND'));

  it('says that it is not locked, and writes nothing', () =>
    given(fleet, registered, disabled).when(unlockBot, command).thenRefused('BOT_NOT_LOCKED'));
});

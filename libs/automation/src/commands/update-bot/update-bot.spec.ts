import { botDescribed, botRenamed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered } from '../../testing/examples';
import { bots } from '../../views/bots/bots.view';
import { updateBot } from './update-bot';

const command = { organizationId, botId, name: 'bill-reader', description: 'Reads bills of carriers' };
const renamed = botRenamed({ botId }, { name: 'bill-reader' });
const described = botDescribed({ botId }, { description: 'Reads bills of carriers' });
const takenBack = botDescribed({ botId }, {});

describe('B9: what a bot is called, and what it does', () => {
  it('is changed, each by itself or both, and shown with the bot', () => {
    given(fleet, registered).when(updateBot, command).then(renamed, described);
    given(fleet, registered).when(updateBot, { organizationId, botId, name: 'bill-reader' }).then(renamed);
    given(fleet, registered, described).when(updateBot, { organizationId, botId, description: '' }).then(takenBack);
    const shown = [givenLog(registered), givenLog(registered, renamed, described)].map(
      (log) => log.viewOf(bots).bots?.[0],
    );
    expect(shown).toMatchObject([
      { name: 'invoice-reader', description: null },
      { name: 'bill-reader', description: 'Reads bills of carriers' },
    ]);
    expect(givenLog(registered, described, takenBack).viewOf(bots).bots).toMatchObject([{ description: null }]);
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(updateBot, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));

  it('stays quiet where it is so already, and where nothing is asked', () => {
    given(fleet, registered, renamed, described).when(updateBot, command).thenNothing();
    given(fleet, registered).when(updateBot, { organizationId, botId, description: '' }).thenNothing();
    given(fleet, registered).when(updateBot, { organizationId, botId }).thenNothing();
  });
});

import { botConcurrencySet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { givenLog } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered } from '../../testing/examples';
import { bots } from '../../views/bots/bots.view';
import { setConcurrency } from './set-concurrency';

const command = { organizationId, botId, atOnce: 4 };
const set = botConcurrencySet({ botId, atOnce: 4 });

describe('B11: at how many runs a bot is at the same time', () => {
  it('is set, and shown with the bot; one until then', () => {
    given(fleet, registered).when(setConcurrency, command).then(set);
    const shown = [givenLog(registered), givenLog(registered, set)].map((log) => log.viewOf(bots).bots?.[0]?.at_once);
    expect(shown).toEqual([1, 4]);
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(setConcurrency, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));

  it('stays quiet where it is so already', () => {
    given(fleet, registered, set).when(setConcurrency, command).thenNothing();
    given(fleet, registered)
      .when(setConcurrency, { ...command, atOnce: 1 })
      .thenNothing();
  });
});

import { botVersionPublished, botVersionRolledBack } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered } from '../../testing/examples';
import { rollBackVersion } from './roll-back-version';

const version = (n: number) =>
  botVersionPublished({ botId, version: n, bytes: 2, digest: String(n).repeat(64) }, { configuration: '{}' });
const history = [registered, version(1), version(2), version(3)];
const command = { organizationId, botId, to: 1, basedOn: 3 };
const back = botVersionRolledBack({ botId, version: 3, to: 1 });

describe('B27: go back to a version of a bot’s configuration', () => {
  it('is in use again, and the later one again after it', () => {
    given(fleet, ...history)
      .when(rollBackVersion, command)
      .then(back);
    given(fleet, ...history, back)
      .when(rollBackVersion, { ...command, to: 3, basedOn: 1 })
      .then(botVersionRolledBack({ botId, version: 1, to: 3 }));
  });

  it('says no where there is no such bot or version, and to who has seen another one in use', () => {
    given(fleet, ...history)
      .when(rollBackVersion, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND');
    for (const to of [0, 4])
      given(fleet, ...history)
        .when(rollBackVersion, { ...command, to })
        .thenRefused('BOT_VERSION_NOT_FOUND');
    given(fleet, ...history)
      .when(rollBackVersion, { ...command, basedOn: 2 })
      .thenRefused('BOT_VERSION_CHANGED', { inUse: 3 });
  });

  it('stays quiet where it is in use already', () =>
    given(fleet, ...history, back)
      .when(rollBackVersion, command)
      .thenNothing());
});

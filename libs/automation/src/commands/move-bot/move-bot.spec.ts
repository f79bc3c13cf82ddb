import { botMoved, botRegistered } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { fleet } from '../../fleet/fleet';
import { moveBot } from './move-bot';

const [organizationId, botId, here, there] = ['org', 'bot', 'here', 'there'].map((name) => someId(name)) as [
  string,
  string,
  string,
  string,
];
const registered = botRegistered({ botId, workspaceId: here, kind: 'rpa' }, { name: 'invoice-reader' });
const to = (workspaceId: string) => ({ organizationId, botId, workspaceId });

describe('D7: move a bot', () => {
  it('is in the other workspace', () =>
    given(fleet, registered)
      .when(moveBot, to(there))
      .then(botMoved({ botId, workspaceId: there })));

  it('says no where there is no such bot', () => given(fleet).when(moveBot, to(there)).thenRefused('BOT_NOT_FOUND'));

  it('stays quiet when it is there already', () => {
    given(fleet, registered).when(moveBot, to(here)).thenNothing();
    given(fleet, registered, botMoved({ botId, workspaceId: there }))
      .when(moveBot, to(there))
      .thenNothing();
  });
});

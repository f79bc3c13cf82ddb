import { botRegistered } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { organizationId, registered, workspaceId } from '../../testing/examples';
import { registerBot } from './register-bot';

const command = { organizationId, workspaceId, name: 'dunning-mailer', kind: 'rpa' } as const;
const made = botRegistered({ botId: someFacts.id('bot'), workspaceId, kind: 'rpa' }, { name: 'dunning-mailer' });

describe('register a bot', () => {
  it('is there, beside the others', () => {
    given(fleet).when(registerBot, command).then(made);
    given(fleet, registered).when(registerBot, command).then(made);
  });

  it('may have a name that another one has: nobody loses theirs', () =>
    given(fleet, registered)
      .when(registerBot, { ...command, name: 'invoice-reader' })
      .then(botRegistered({ botId: someFacts.id('bot'), workspaceId, kind: 'rpa' }, { name: 'invoice-reader' })));

  it('stays quiet when this command registered it already', () =>
    given(fleet, made).when(registerBot, command).thenNothing());
});

import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { effectOf, serve } from '@annals/platform';
import { personOf } from '../../fleet/own-bot';
import { RegisterBotCommand } from './register-bot.handler';

export const RegisterBotController = serve(
  routes.automation.registerBot,
  ({ asked, caller, context }) => new RegisterBotCommand({ ...asked, owner: personOf(caller) }, context),
  (decided, { context }) => ({ botId: uuidV5(context.commandId, 'bot'), ...effectOf(decided) }),
);

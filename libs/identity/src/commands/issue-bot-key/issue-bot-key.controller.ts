import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { IssueBotKeyCommand } from './issue-bot-key.handler';

export const IssueBotKeyController = serve(
  routes.identity.issueBotKey,
  ({ asked, context }) => new IssueBotKeyCommand(asked, context),
);

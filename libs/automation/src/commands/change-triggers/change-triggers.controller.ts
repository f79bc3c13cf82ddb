import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { ChangeTriggersCommand } from './change-triggers.handler';

export const ChangeTriggersController = serve(
  routes.automation.changeTriggers,
  ({ asked, context, caller }) => new ChangeTriggersCommand(asked, context, caller),
);

import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { StartRunCommand } from './start-run.handler';

export const StartRunController = serve(
  routes.automation.startRun,
  ({ asked, caller, context }) => new StartRunCommand({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
);

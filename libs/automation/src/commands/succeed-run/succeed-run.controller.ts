import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { SucceedRunCommand } from './succeed-run.handler';

export const SucceedRunController = serve(
  routes.automation.succeedRun,
  ({ asked, caller, context }) => new SucceedRunCommand({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

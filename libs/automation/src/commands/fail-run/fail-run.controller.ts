import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { endCommand } from '../../run/end-command.service';
import { failRun } from './fail-run';

export const FailRun = endCommand('FailRun', failRun);

export const FailRunController = serve(
  routes.automation.failRun,
  ({ asked, caller, context }) => new FailRun.Command({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

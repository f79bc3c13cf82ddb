import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { ofRun, run } from '../../run/run';
import { failRun } from './fail-run';

export const FailRun = command('FailRun', run, ofRun, failRun);

export const FailRunController = serve(
  routes.automation.failRun,
  ({ asked, caller, context }) => new FailRun.Command({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { run } from '../../run/run';
import { succeedRun } from './succeed-run';

export const SucceedRun = command(
  'SucceedRun',
  run,
  ({ organizationId, runId }) => [organizationId, runId],
  succeedRun,
);

export const SucceedRunController = serve(
  routes.automation.succeedRun,
  ({ asked, caller, context }) => new SucceedRun.Command({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

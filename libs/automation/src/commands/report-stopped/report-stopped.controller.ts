import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { endCommand } from '../../run/end-command.service';
import { reportStopped } from './report-stopped';

export const ReportStopped = endCommand('ReportStopped', reportStopped);

export const ReportStoppedController = serve(
  routes.automation.reportStopped,
  ({ asked, caller, context }) =>
    new ReportStopped.Command({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

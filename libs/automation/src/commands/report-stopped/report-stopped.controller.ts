import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { ownBot } from '../../fleet/own-bot';
import { ofRun, run } from '../../run/run';
import { reportStopped } from './report-stopped';

export const ReportStopped = command('ReportStopped', run, ofRun, reportStopped);

export const ReportStoppedController = serve(
  routes.automation.reportStopped,
  ({ asked, caller, context }) =>
    new ReportStopped.Command({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
  idsAndEffect,
);

import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { ofRun, run } from '../../run/run';
import { stopRun } from './stop-run';

export const StopRun = command('StopRun', run, ofRun, stopRun);

export const StopRunController = serve(routes.automation.stopRun, StopRun, idsAndEffect);

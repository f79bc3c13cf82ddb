import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { serve } from '@annals/platform';
import { RequestRunCommand } from './request-run.handler';

export const RequestRunController = serve(
  routes.automation.requestRun,
  ({ asked, context }) => new RequestRunCommand({ ...asked, runId: uuidV5(context.commandId, 'run') }, context),
);

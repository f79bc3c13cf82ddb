import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { serve } from '@annals/platform';
import { personOf } from '../../fleet/own-bot';
import { RequestRunCommand } from './request-run.handler';

export const RequestRunController = serve(
  routes.automation.requestRun,
  ({ asked, caller, context }) =>
    new RequestRunCommand({ ...asked, askedBy: personOf(caller), runId: uuidV5(context.commandId, 'run') }, context),
);

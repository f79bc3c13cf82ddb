import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { serve } from '@annals/platform';
import { personOf } from '../../fleet/own-bot';
import { RetryRunCommand } from './retry-run.handler';

export const RetryRunController = serve(
  routes.automation.retryRun,
  ({ asked: { organizationId, runId }, caller, context }) =>
    new RetryRunCommand(
      { organizationId, retryOf: runId, askedBy: personOf(caller), runId: uuidV5(context.commandId, 'run') },
      context,
    ),
);

import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { serve } from '@annals/platform';
import { RetryRunCommand } from './retry-run.handler';

export const RetryRunController = serve(
  routes.automation.retryRun,
  ({ asked: { organizationId, runId }, context }) =>
    new RetryRunCommand({ organizationId, retryOf: runId, runId: uuidV5(context.commandId, 'run') }, context),
);

import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { effectOf, serve } from '@annals/platform';
import { personOf } from '../../fleet/own-bot';
import { PreviewBulkActionCommand, StartBulkActionCommand } from './start-bulk-action.handler';

export const PreviewBulkActionController = serve(
  routes.automation.previewBulkAction,
  ({ asked, caller }) => new PreviewBulkActionCommand(asked, caller),
);

export const StartBulkActionController = serve(
  routes.automation.startBulkAction,
  ({ asked, caller, context }) =>
    new StartBulkActionCommand(
      { ...asked, bulkId: uuidV5(context.commandId, 'bulk'), askedBy: personOf(caller) },
      context,
      caller,
    ),
  (decided, { context }) => ({ bulkId: uuidV5(context.commandId, 'bulk'), ...effectOf(decided) }),
);

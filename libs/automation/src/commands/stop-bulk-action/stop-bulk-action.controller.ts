import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve, workspacesWith } from '@annals/platform';
import { bulk, ofBulk } from '../../bulk/bulk';
import { personOf } from '../../fleet/own-bot';
import { stopBulkAction } from './stop-bulk-action';

const route = routes.automation.stopBulkAction;

export const StopBulkAction = command('StopBulkAction', bulk, ofBulk, stopBulkAction);

export const StopBulkActionController = serve(
  route,
  ({ asked, caller, context }) => {
    const anyone = workspacesWith(caller, route.access) === 'all';
    return new StopBulkAction.Command({ ...asked, anyone, personId: personOf(caller)?.personId }, context);
  },
  idsAndEffect,
);

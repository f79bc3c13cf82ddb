import { routes } from '@annals/contracts';
import { idsAndEffect, serve, workspacesWith } from '@annals/platform';
import { UpdateTriggerCommand } from './update-trigger.handler';

export const UpdateTriggerController = serve(
  routes.automation.updateTrigger,
  ({ asked, caller, context }) => new UpdateTriggerCommand(asked, context, workspacesWith(caller, 'runs:read')),
  idsAndEffect,
);

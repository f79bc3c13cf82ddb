import { routes } from '@annals/contracts';
import { idsAndEffect, serve, botsWith } from '@annals/platform';
import { UpdateTriggerCommand } from './update-trigger.handler';

export const UpdateTriggerController = serve(
  routes.automation.updateTrigger,
  ({ asked, caller, context }) => new UpdateTriggerCommand(asked, context, botsWith(caller, 'runs:read')),
  idsAndEffect,
);

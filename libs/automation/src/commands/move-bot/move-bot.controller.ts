import { routes } from '@annals/contracts';
import { idsAndEffect, serve, workspacesWith } from '@annals/platform';
import { MoveBotCommand } from './move-bot.handler';

const route = routes.automation.moveBot;

export const MoveBotController = serve(
  route,
  ({ asked, caller, context }) => new MoveBotCommand(asked, context, workspacesWith(caller, route.access)),
  idsAndEffect,
);

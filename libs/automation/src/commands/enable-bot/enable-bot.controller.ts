import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { fleet } from '../../fleet/fleet';
import { enableBot } from './enable-bot';

export const EnableBot = command('EnableBot', fleet, ({ organizationId }) => [organizationId], enableBot);

export const EnableBotController = serve(routes.automation.enableBot, EnableBot, idsAndEffect);

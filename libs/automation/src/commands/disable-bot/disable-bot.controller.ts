import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { fleet } from '../../fleet/fleet';
import { disableBot } from './disable-bot';

export const DisableBot = command('DisableBot', fleet, ({ organizationId }) => [organizationId], disableBot);

export const DisableBotController = serve(routes.automation.disableBot, DisableBot, idsAndEffect);

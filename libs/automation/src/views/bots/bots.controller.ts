import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { BotQuery, BotsQuery } from './bots.query';

export const ListBotsController = serve(
  routes.automation.listBots,
  ({ asked, minPosition }) => new BotsQuery(asked.organizationId, minPosition),
  (bots) => ({ items: [...bots] }),
);

export const GetBotController = serve(
  routes.automation.getBot,
  ({ asked, minPosition }) => new BotQuery(asked.organizationId, asked.botId, minPosition),
);

import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { BotDirectory } from '../../keys/bot-directory.port';
import { ApiKeyList } from './api-keys.query';

@Controller()
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyList,
    private readonly bots: BotDirectory,
  ) {}

  @On(routes.identity.listApiKeys)
  async ofOrganization(
    @Incoming() { asked: { organizationId }, minPosition }: Arrived<typeof routes.identity.listApiKeys>,
  ) {
    return this.keys.of(organizationId, undefined, minPosition === undefined ? {} : { minPosition });
  }

  @On(routes.identity.listBotKeys)
  async ofBot(
    @Incoming() { asked: { organizationId, botId }, minPosition }: Arrived<typeof routes.identity.listBotKeys>,
  ) {
    if (!(await this.bots.exists(organizationId, botId))) throw refused('BOT_NOT_FOUND');
    return this.keys.of(organizationId, botId, minPosition === undefined ? {} : { minPosition });
  }
}

import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { SignsOfLife } from '../../fleet/signs-of-life.service';

/** No event of its own (history.md §5). */
@Controller()
export class HeartbeatController {
  constructor(private readonly signs: SignsOfLife) {}

  @On(routes.automation.beat)
  async beat(@Incoming() { asked, caller, context }: Arrived<typeof routes.automation.beat>): Promise<void> {
    const { organizationId, botId, status, version, host } = asked;
    if (ownBot(caller, 'BOT_NOT_FOUND') !== botId) throw refused('BOT_NOT_FOUND');
    const said = { status, ...(version === undefined ? {} : { version }), ...(host === undefined ? {} : { host }) };
    await this.signs.beat({ organizationId, botId, ...said }, context);
  }
}

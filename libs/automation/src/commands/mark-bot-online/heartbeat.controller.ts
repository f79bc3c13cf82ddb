import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Caller, Ctx, type RequestFacts, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { SignsOfLife } from '../../fleet/signs-of-life.service';

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/heartbeat')
export class HeartbeatController {
  constructor(private readonly signs: SignsOfLife) {}

  @Post()
  @Requires('bots:heartbeat')
  @Answers(204, 'The bot says that it is alive. Every 20 seconds, by its own key; three missed ones make it offline.')
  async beat(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>,
    @Body({ schema: api.Heartbeat }) { status, version, host }: z.output<typeof api.Heartbeat>,
    @Caller() caller: RequestFacts,
    @Ctx() context: CommandContext,
  ): Promise<void> {
    if (ownBot(caller, 'BOT_NOT_FOUND') !== botId) throw api.refused('BOT_NOT_FOUND');
    const said = { status, ...(version === undefined ? {} : { version }), ...(host === undefined ? {} : { host }) };
    await this.signs.beat({ organizationId, botId, ...said }, context);
  }
}

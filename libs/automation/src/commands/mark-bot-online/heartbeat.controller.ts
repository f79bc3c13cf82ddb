import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Caller, Ctx, Requires, type RequestFacts } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { SignsOfLife } from '../../fleet/signs-of-life.service';

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/heartbeat')
export class HeartbeatController {
  constructor(private readonly signs: SignsOfLife) {}

  /** B9: every 20 seconds, by the bot's own key; three missed ones make it offline. */
  @Post()
  @HttpCode(204)
  @Requires('bots:heartbeat')
  @ApiResponse({ status: 204 })
  async beat(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>, @Body({ schema: api.Heartbeat }) { status, version, host }: z.output<typeof api.Heartbeat>,
    @Caller() caller: RequestFacts, @Ctx() context: CommandContext,
  ): Promise<void> {
    if (ownBot(caller, 'BOT_NOT_FOUND') !== botId) throw api.refused('BOT_NOT_FOUND');
    const said = { status, ...(version === undefined ? {} : { version }), ...(host === undefined ? {} : { host }) };
    await this.signs.beat({ organizationId, botId, ...said }, context);
  }
}

import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { disableBot } from './disable-bot';

export const DisableBot = command('DisableBot', fleet, ({ organizationId }) => [organizationId], disableBot);

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/disable')
export class DisableBotController {
  constructor(private readonly commands: CommandBus) {}

  /** No new run starts; a running one goes on. The reason is kept in the history. */
  @Post()
  @HttpCode(200)
  @Requires('bots:toggle')
  @ApiResponse({ status: 200, standardSchema: api.BotEffect })
  @SerializeOptions({ schema: api.BotEffect })
  async disable(@Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>, @Body({ schema: api.ToggleBot }) _body: z.output<typeof api.ToggleBot>, @Ctx() context: CommandContext) {
    return { botId, ...effectOf(await this.commands.execute(new DisableBot.Command({ organizationId, botId }, context))) };
  }
}

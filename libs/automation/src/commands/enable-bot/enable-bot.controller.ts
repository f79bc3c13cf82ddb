import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { enableBot } from './enable-bot';

export const EnableBot = command('EnableBot', fleet, ({ organizationId }) => [organizationId], enableBot);

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/enable')
export class EnableBotController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('bots:toggle')
  @Answers(200, 'Enables a bot. Runs may start again; the reason is kept in the history.', api.BotEffect)
  async enable(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>,
    @Body({ schema: api.ToggleBot }) _body: z.output<typeof api.ToggleBot>,
    @Ctx() context: CommandContext,
  ) {
    return {
      botId,
      ...effectOf(await this.commands.execute(new EnableBot.Command({ organizationId, botId }, context))),
    };
  }
}

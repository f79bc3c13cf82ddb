import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { disableBot } from './disable-bot';

export const DisableBot = command('DisableBot', fleet, ({ organizationId }) => [organizationId], disableBot);

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/disable')
export class DisableBotController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('bots:toggle')
  @Answers(
    200,
    'Disables a bot. No new run starts, a running one goes on; the reason is kept in the history.',
    api.BotEffect,
  )
  async disable(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>,
    @Body({ schema: api.ToggleBot }) _body: z.output<typeof api.ToggleBot>,
    @Ctx() context: CommandContext,
  ) {
    return {
      botId,
      ...effectOf(await this.commands.execute(new DisableBot.Command({ organizationId, botId }, context))),
    };
  }
}

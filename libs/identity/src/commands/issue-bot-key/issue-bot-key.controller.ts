import { BotParams, IssueBotKey, IssuedKey } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Requires, ShowsSecret } from '@annals/platform';
import { Body, Controller, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { IssueBotKeyCommand } from './issue-bot-key.handler';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId/bots/:botId/api-keys')
export class IssueBotKeyController {
  constructor(private readonly commands: CommandBus) {}

  /** The bot's own key, for its heartbeat and its runs. The secret is in this answer and never again. */
  @Post()
  @Requires('api_keys:manage')
  @ShowsSecret()
  @ApiResponse({ status: 201, standardSchema: IssuedKey })
  @SerializeOptions({ schema: IssuedKey })
  async issue(
    @Param({ schema: BotParams }) { organizationId, botId }: z.output<typeof BotParams>, @Body({ schema: IssueBotKey }) body: z.output<typeof IssueBotKey>, @Ctx() context: CommandContext,
  ): Promise<z.output<typeof IssuedKey>> {
    return this.commands.execute(new IssueBotKeyCommand({ organizationId, botId, ...body }, context));
  }
}

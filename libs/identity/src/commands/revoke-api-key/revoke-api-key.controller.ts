import { BotKeyParams, KeyEffect, KeyParams, WithReason } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RevokeApiKeyCommand } from './revoke-api-key.handler';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId')
export class RevokeApiKeyController {
  constructor(private readonly commands: CommandBus) {}

  @Post('api-keys/:keyId/revoke')
  @Requires('api_keys:manage')
  @Answers(200, 'Revokes any key of the organization, also a bot’s.', KeyEffect)
  async revoke(
    @Param({ schema: KeyParams }) params: z.output<typeof KeyParams>,
    @Body({ schema: WithReason }) _body: z.output<typeof WithReason>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof KeyEffect>> {
    return { keyId: params.keyId, ...(await this.commands.execute(new RevokeApiKeyCommand(params, context))) };
  }

  @Post('bots/:botId/api-keys/:keyId/revoke')
  @Requires('api_keys:manage')
  @Answers(200, 'Revokes a key of this bot.', KeyEffect)
  async revokeOfBot(
    @Param({ schema: BotKeyParams }) params: z.output<typeof BotKeyParams>,
    @Body({ schema: WithReason }) _body: z.output<typeof WithReason>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof KeyEffect>> {
    return { keyId: params.keyId, ...(await this.commands.execute(new RevokeApiKeyCommand(params, context))) };
  }
}

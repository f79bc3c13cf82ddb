import { BotKeyParams, KeyEffect, KeyParams, WithReason } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Requires } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RevokeApiKeyCommand } from './revoke-api-key.handler';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId')
export class RevokeApiKeyController {
  constructor(private readonly commands: CommandBus) {}

  /** Any key of the organization, also a bot's. */
  @Post('api-keys/:keyId/revoke')
  @Requires('api_keys:manage')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: KeyEffect })
  @SerializeOptions({ schema: KeyEffect })
  async revoke(
    @Param({ schema: KeyParams }) params: z.output<typeof KeyParams>, @Body({ schema: WithReason }) _body: z.output<typeof WithReason>, @Ctx() context: CommandContext,
  ): Promise<z.output<typeof KeyEffect>> {
    return { keyId: params.keyId, ...await this.commands.execute(new RevokeApiKeyCommand(params, context)) };
  }

  /** A key of this bot. */
  @Post('bots/:botId/api-keys/:keyId/revoke')
  @Requires('api_keys:manage')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: KeyEffect })
  @SerializeOptions({ schema: KeyEffect })
  async revokeOfBot(
    @Param({ schema: BotKeyParams }) params: z.output<typeof BotKeyParams>, @Body({ schema: WithReason }) _body: z.output<typeof WithReason>, @Ctx() context: CommandContext,
  ): Promise<z.output<typeof KeyEffect>> {
    return { keyId: params.keyId, ...await this.commands.execute(new RevokeApiKeyCommand(params, context)) };
  }
}

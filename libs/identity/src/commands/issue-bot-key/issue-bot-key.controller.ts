import { BotParams, IssueBotKey, IssuedKey } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Requires, ShowsSecret } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { IssueBotKeyCommand } from './issue-bot-key.handler';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId/bots/:botId/api-keys')
export class IssueBotKeyController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('api_keys:manage')
  @ShowsSecret()
  @Answers(
    201,
    'Issues a bot’s own key. It is for its heartbeat and its runs; the secret is in this answer and never again.',
    IssuedKey,
  )
  async issue(
    @Param({ schema: BotParams }) { organizationId, botId }: z.output<typeof BotParams>,
    @Body({ schema: IssueBotKey }) body: z.output<typeof IssueBotKey>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof IssuedKey>> {
    return this.commands.execute(new IssueBotKeyCommand({ organizationId, botId, ...body }, context));
  }
}

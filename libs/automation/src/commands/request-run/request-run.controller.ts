import * as api from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Ctx, Requires } from '@annals/platform';
import { Body, Controller, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RequestRunCommand } from './request-run.handler';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/bots/:botId/runs')
export class RequestRunController {
  constructor(private readonly commands: CommandBus) {}

  /** Asks for a run. Of a disabled bot: 409 BOT_DISABLED with the `runId` under which the refusal is recorded (B11). */
  @Post()
  @Requires('runs:start')
  @ApiResponse({ status: 201, standardSchema: api.RunEffect })
  @SerializeOptions({ schema: api.RunEffect })
  request(@Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>, @Body({ schema: api.RequestRun }) _body: z.output<typeof api.RequestRun>, @Ctx() context: CommandContext) {
    return this.commands.execute(new RequestRunCommand({ organizationId, botId, runId: uuidV5(context.commandId, 'run') }, context));
  }
}

import * as api from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RequestRunCommand } from './request-run.handler';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/bots/:botId/runs')
export class RequestRunController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('runs:start')
  @Answers(
    201,
    'Asks for a run. Of a disabled bot: 409 BOT_DISABLED with the `runId` under which the refusal is recorded.',
    api.RunEffect,
  )
  request(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>,
    @Body({ schema: api.RequestRun }) _body: z.output<typeof api.RequestRun>,
    @Ctx() context: CommandContext,
  ) {
    return this.commands.execute(
      new RequestRunCommand({ organizationId, botId, runId: uuidV5(context.commandId, 'run') }, context),
    );
  }
}

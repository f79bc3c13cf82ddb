import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Caller, Ctx, type RequestFacts, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { StartRunCommand } from './start-run.handler';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs/:runId/start')
export class StartRunController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('runs:report')
  @Answers(
    200,
    'The bot reports that it begins, by its own key. Disabled in the meantime: 409 BOT_DISABLED, and the run is over.',
    api.RunEffect,
  )
  start(
    @Param({ schema: api.RunParams }) { organizationId, runId }: z.output<typeof api.RunParams>,
    @Body({ schema: api.ReportRun }) _body: z.output<typeof api.ReportRun>,
    @Caller() caller: RequestFacts,
    @Ctx() context: CommandContext,
  ) {
    return this.commands.execute(
      new StartRunCommand({ organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context),
    );
  }
}

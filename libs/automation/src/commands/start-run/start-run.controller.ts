import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Caller, Ctx, Requires, type RequestFacts } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { StartRunCommand } from './start-run.handler';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs/:runId/start')
export class StartRunController {
  constructor(private readonly commands: CommandBus) {}

  /** The bot reports that it begins, by its own key. Disabled in the meantime: 409 BOT_DISABLED, and the run is over. */
  @Post()
  @HttpCode(200)
  @Requires('runs:report')
  @ApiResponse({ status: 200, standardSchema: api.RunEffect })
  @SerializeOptions({ schema: api.RunEffect })
  start(
    @Param({ schema: api.RunParams }) { organizationId, runId }: z.output<typeof api.RunParams>, @Body({ schema: api.ReportRun }) _body: z.output<typeof api.ReportRun>,
    @Caller() caller: RequestFacts, @Ctx() context: CommandContext,
  ) {
    return this.commands.execute(new StartRunCommand({ organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND') }, context));
  }
}

import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Caller, command, Ctx, effectOf, type RequestFacts, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { run } from '../../run/run';
import { succeedRun } from './succeed-run';

export const SucceedRun = command(
  'SucceedRun',
  run,
  ({ organizationId, runId }) => [organizationId, runId],
  succeedRun,
);

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs/:runId/succeed')
export class SucceedRunController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('runs:report')
  @Answers(200, 'The bot reports that it is done, by its own key.', api.RunEffect)
  async succeed(
    @Param({ schema: api.RunParams }) { organizationId, runId }: z.output<typeof api.RunParams>,
    @Body({ schema: api.ReportRun }) _body: z.output<typeof api.ReportRun>,
    @Caller() caller: RequestFacts,
    @Ctx() context: CommandContext,
  ) {
    const report = { organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND') };
    return { runId, ...effectOf(await this.commands.execute(new SucceedRun.Command(report, context))) };
  }
}

import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Caller, command, Ctx, effectOf, type RequestFacts, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { run } from '../../run/run';
import { failRun } from './fail-run';

export const FailRun = command('FailRun', run, ({ organizationId, runId }) => [organizationId, runId], failRun);

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs/:runId/fail')
export class FailRunController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('runs:report')
  @Answers(200, 'The bot reports that it gave up, and why, by its own key.', api.RunEffect)
  async fail(
    @Param({ schema: api.RunParams }) { organizationId, runId }: z.output<typeof api.RunParams>,
    @Body({ schema: api.FailRun }) { error }: z.output<typeof api.FailRun>,
    @Caller() caller: RequestFacts,
    @Ctx() context: CommandContext,
  ) {
    const report = { organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND'), error };
    return { runId, ...effectOf(await this.commands.execute(new FailRun.Command(report, context))) };
  }
}

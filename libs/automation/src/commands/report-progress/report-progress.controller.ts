import * as api from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { Answers, Caller, type RequestFacts, Requires } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ownBot } from '../../fleet/own-bot';
import { mustBe, mustBeRunOf, run } from '../../run/run';

@ApiTags('runs')
@Controller('api/v1/organizations/:organizationId/runs/:runId/progress')
export class ReportProgressController {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  @Post()
  @Requires('runs:report')
  @Answers(
    204,
    'The bot reports how far its run is. Not an event: the last report counts, and it is forgotten in time.',
  )
  async report(
    @Param({ schema: api.RunParams }) { organizationId, runId }: z.output<typeof api.RunParams>,
    @Body({ schema: api.ReportProgress }) { percent, message }: z.output<typeof api.ReportProgress>,
    @Caller() caller: RequestFacts,
  ): Promise<void> {
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] }, 0);
    mustBeRunOf(state, ownBot(caller, 'RUN_NOT_FOUND'));
    mustBe(state, 'running');
    await this.vault.presence.reportProgress({
      organizationId,
      runId,
      percent,
      ...(message === undefined ? {} : { message }),
    });
  }
}

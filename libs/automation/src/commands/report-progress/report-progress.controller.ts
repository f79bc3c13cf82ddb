import { routes, type AnswerOf } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { WorkerCalls } from '../../run/worker-calls.service';

/** No event (history.md §5). */
@Controller()
export class ReportProgressController {
  constructor(
    private readonly calls: WorkerCalls,
    private readonly vault: Vault,
  ) {}

  @On(routes.automation.reportProgress)
  async report(
    @Incoming() { asked, caller }: Arrived<typeof routes.automation.reportProgress>,
  ): Promise<AnswerOf<typeof routes.automation.reportProgress>> {
    const { organizationId, runId, percent, message } = asked;
    const control = await this.calls.heard({ organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND') });
    if (control !== 'kill')
      await this.vault.presence.reportProgress({
        organizationId,
        runId,
        percent,
        ...(message === undefined ? {} : { message }),
      });
    return { control };
  }
}

import { routes } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { mustBe, mustBeRunOf, run } from '../../run/run';

/** No event (history.md §5). */
@Controller()
export class ReportProgressController {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  @On(routes.automation.reportProgress)
  async report(@Incoming() { asked, caller }: Arrived<typeof routes.automation.reportProgress>): Promise<void> {
    const { organizationId, runId, percent, message } = asked;
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

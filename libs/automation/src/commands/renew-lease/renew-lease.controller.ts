import { routes } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds } from '@annals/kernel';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { leaseFrom } from '../../run/lease';
import { mustBe, mustBeRunOf, run } from '../../run/run';

/** No event (history.md §5). */
@Controller()
export class RenewLeaseController {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  @On(routes.automation.renewLease)
  async renew(@Incoming() { asked, caller }: Arrived<typeof routes.automation.renewLease>): Promise<void> {
    const { organizationId, runId } = asked;
    const botId = ownBot(caller, 'RUN_NOT_FOUND');
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] }, 0);
    mustBeRunOf(state, botId);
    mustBe(state, 'running');
    await this.vault.runQueue.hold({ organizationId, botId, runId }, leaseFrom(fromMilliseconds(Date.now())));
  }
}

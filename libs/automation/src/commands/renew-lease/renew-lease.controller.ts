import { routes, type AnswerOf } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { WorkerCalls } from '../../run/worker-calls.service';

/** No event (history.md §5). */
@Controller()
export class RenewLeaseController {
  constructor(private readonly calls: WorkerCalls) {}

  @On(routes.automation.renewLease)
  async renew(
    @Incoming() { asked, caller }: Arrived<typeof routes.automation.renewLease>,
  ): Promise<AnswerOf<typeof routes.automation.renewLease>> {
    return { control: await this.calls.heard({ ...asked, botId: ownBot(caller, 'RUN_NOT_FOUND') }) };
  }
}

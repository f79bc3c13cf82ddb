import { routes, type AnswerOf } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller } from '@nestjs/common';
import { ownBot } from '../../fleet/own-bot';
import { WorkerCalls } from '../../run/worker-calls.service';

/** No event (history.md §5). What a run says after it was ended by others is not kept. */
@Controller()
export class WriteLogController {
  constructor(
    private readonly calls: WorkerCalls,
    private readonly vault: Vault,
  ) {}

  @On(routes.automation.writeLog)
  async write(
    @Incoming() { asked, caller }: Arrived<typeof routes.automation.writeLog>,
  ): Promise<AnswerOf<typeof routes.automation.writeLog>> {
    const { lines, organizationId, runId } = asked;
    const control = await this.calls.heard({ organizationId, runId, botId: ownBot(caller, 'RUN_NOT_FOUND') });
    if (control === 'kill') return { control };
    await this.vault.runLogs.append({ organizationId, runId }, `${lines.join('\n')}\n`);
    await this.vault.presence.tell({ organizationId, of: 'run' });
    return { control };
  }
}

import type { RunControl } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds } from '@annals/kernel';
import { Vault, type QueuedRun } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { leaseFrom } from './lease';
import { controlOf, mustBeRunOf, run } from './run';

/** What workers say while they are at a run: no events (history.md §5), but each is a sign that they are at it still. */
@Injectable()
export class WorkerCalls {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Renews the lease. @returns whether to go on
   * @throws Refused RUN_NOT_FOUND for another bot's run, INVALID_RUN_TRANSITION
   */
  async heard(queued: QueuedRun): Promise<RunControl> {
    const { organizationId, runId, botId } = queued;
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] }, 0);
    mustBeRunOf(state, botId);
    const control = controlOf(state);
    if (control !== 'kill') await this.vault.runQueue.renew(queued, leaseFrom(fromMilliseconds(Date.now())));
    return control;
  }
}

import { EventStore } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { WorkspaceOf } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { run } from '../run/run';
import { FleetDirectory } from './fleet-directory.service';

/** Bots are where the fleet says, and their runs with them, wherever they were when they began. */
@Injectable()
export class WhereThingsAre extends WorkspaceOf {
  constructor(
    private readonly store: EventStore,
    private readonly fleet: FleetDirectory,
  ) {
    super();
  }

  /** Also where it is retired: what it did is there still. */
  bot(organizationId: string, botId: string): Promise<string | undefined> {
    return this.fleet.placeOf(organizationId, botId);
  }

  async trigger(organizationId: string, triggerId: string): Promise<string | undefined> {
    try {
      const { botId } = await this.fleet.trigger(organizationId, triggerId);
      return await this.bot(organizationId, botId);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  async run(organizationId: string, runId: string): Promise<string | undefined> {
    const target = { stream: run, id: [organizationId, runId] } as const;
    const { botId = (await this.store.state(target, 0)).state.botId } = (await this.store.state(target)).state;
    return botId === undefined ? undefined : this.bot(organizationId, botId);
  }
}

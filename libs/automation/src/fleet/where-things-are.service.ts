import { EventStore } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Places, type Place } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { run } from '../run/run';
import { FleetDirectory } from './fleet-directory.service';

/** Bots are where the fleet says, and their runs with them, wherever they were when they began. */
@Injectable()
export class WhereThingsAre extends Places {
  constructor(
    private readonly store: EventStore,
    private readonly fleet: FleetDirectory,
  ) {
    super();
  }

  /** Also where it is retired: what it did is there still. */
  async bot(organizationId: string, botId: string): Promise<Place | undefined> {
    const workspaceId = await this.fleet.placeOf(organizationId, botId);
    return workspaceId === undefined ? undefined : { workspaceId, botId };
  }

  trigger(organizationId: string, triggerId: string): Promise<Place | undefined> {
    return unlessRefused(async () => {
      const { botId } = await this.fleet.trigger(organizationId, triggerId);
      return this.bot(organizationId, botId);
    });
  }

  accessRequest(organizationId: string, accessRequestId: string): Promise<Place | undefined> {
    return unlessRefused(async () => {
      const { botId } = await this.fleet.accessRequest(organizationId, accessRequestId);
      return this.bot(organizationId, botId);
    });
  }

  async run(organizationId: string, runId: string): Promise<Place | undefined> {
    const target = { stream: run, id: [organizationId, runId] } as const;
    let { state } = await this.store.state(target);
    if (state.botId === undefined) ({ state } = await this.store.state(target, 0));
    const place = state.botId === undefined ? undefined : await this.bot(organizationId, state.botId);
    return place && { ...place, askedBy: state.askedBy };
  }
}

async function unlessRefused<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import type { Decide } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import type { Settling } from './asset-plan';
import { Belongings } from './belongings.port';
import { organization, type Organization } from './organization';

interface Ending {
  readonly organizationId: string;
  /** Whose membership ends or rests. */
  readonly personId: string;
}

/**
 * Whatever ends a membership or lets it rest asks first what they own. What they come to own in the same moment is in
 * no plan: the reaction that carries it out holds it.
 */
@Injectable()
export class Settlements {
  constructor(
    private readonly store: EventStore,
    private readonly belongings: Belongings,
  ) {}

  async decide<Command extends Ending>(
    command: Command,
    context: CommandContext,
    decide: Decide<Organization, Command & Pick<Settling, 'owned'>, OrganizationEvent>,
  ): Promise<Decided<OrganizationEvent>> {
    const { organizationId, personId } = command;
    const owned = await this.belongings.ownedBy(organizationId, personId);
    return this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      decide(state, { ...command, owned }, facts),
    );
  }
}

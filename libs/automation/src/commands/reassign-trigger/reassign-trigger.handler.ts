import { refused, type FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { MayStart } from '../../run/may-start.service';
import { reassignTrigger, type ReassignTrigger } from './reassign-trigger';

export class ReassignTriggerCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: Omit<ReassignTrigger, 'owner'> & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the organization first whether the new owner is an active member who may start runs of the bot. */
@CommandHandler(ReassignTriggerCommand)
export class ReassignTriggerHandler implements ICommandHandler<ReassignTriggerCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly mayStart: MayStart,
    private readonly directory: FleetDirectory,
  ) {}

  async execute({ body, context }: ReassignTriggerCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, triggerId, personId } = body;
    const { botId } = await this.directory.triggerNow(organizationId, triggerId);
    const bot = await this.directory.now(organizationId, botId);
    const starter = await this.mayStart.now(organizationId, personId, bot);
    if (!starter) throw refused('MEMBER_NOT_FOUND');
    if (!starter.may) throw refused('OWNER_MAY_NOT_START');
    const owner = { personId, membership: starter.membership };
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      reassignTrigger(state, { organizationId, triggerId, owner }, facts),
    );
  }
}

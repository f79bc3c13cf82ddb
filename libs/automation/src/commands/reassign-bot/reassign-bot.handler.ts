import { refused, type FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Memberships } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { reassignBot, type ReassignBot } from './reassign-bot';

export class ReassignBotCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: Omit<ReassignBot, 'owner'> & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the organization first whether the new owner is an active member. */
@CommandHandler(ReassignBotCommand)
export class ReassignBotHandler implements ICommandHandler<ReassignBotCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
  ) {}

  async execute({ body, context }: ReassignBotCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, botId, personId } = body;
    const member = await this.memberships.ofPerson(organizationId, personId, { fresh: true });
    if (!member) throw refused('MEMBER_NOT_FOUND');
    const owner = { personId, membership: member.membership };
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      reassignBot(state, { organizationId, botId, owner }, facts),
    );
  }
}

import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Belongings } from '../../organization/belongings.port';
import { organization } from '../../organization/organization';
import { leaveOrganization, type LeaveOrganization } from './leave-organization';

export class LeaveOrganizationCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<LeaveOrganization, 'owned'> & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks first what they own, as `RemoveMemberHandler` does. */
@CommandHandler(LeaveOrganizationCommand)
export class LeaveOrganizationHandler implements ICommandHandler<LeaveOrganizationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly belongings: Belongings,
  ) {}

  async execute({ body, context }: LeaveOrganizationCommand): Promise<Decided<OrganizationEvent>> {
    const owned = await this.belongings.ownedBy(body.organizationId, body.personId);
    return this.store.decide({ stream: organization, id: [body.organizationId] }, context, (state, facts) =>
      leaveOrganization(state, { ...body, owned }, facts),
    );
  }
}

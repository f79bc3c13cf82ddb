import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Belongings } from '../../organization/belongings.port';
import { organization } from '../../organization/organization';
import { suspendMember, type SuspendMember } from './suspend-member';

export class SuspendMemberCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<SuspendMember, 'owned'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks first what they own, as `RemoveMemberHandler` does. */
@CommandHandler(SuspendMemberCommand)
export class SuspendMemberHandler implements ICommandHandler<SuspendMemberCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly belongings: Belongings,
  ) {}

  async execute({ body, context }: SuspendMemberCommand): Promise<Decided<OrganizationEvent>> {
    const owned = await this.belongings.ownedBy(body.organizationId, body.personId);
    return this.store.decide({ stream: organization, id: [body.organizationId] }, context, (state, facts) =>
      suspendMember(state, { ...body, owned }, facts),
    );
  }
}

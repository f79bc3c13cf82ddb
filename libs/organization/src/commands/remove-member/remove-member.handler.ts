import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Belongings } from '../../organization/belongings.port';
import { organization } from '../../organization/organization';
import { removeMember, type RemoveMember } from './remove-member';

export class RemoveMemberCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<RemoveMember, 'owned'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Asks first what they own. What they come to own in the same moment is in no plan: the reaction that carries it out
 * holds it.
 */
@CommandHandler(RemoveMemberCommand)
export class RemoveMemberHandler implements ICommandHandler<RemoveMemberCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly belongings: Belongings,
  ) {}

  async execute({ body, context }: RemoveMemberCommand): Promise<Decided<OrganizationEvent>> {
    const owned = await this.belongings.ownedBy(body.organizationId, body.personId);
    return this.store.decide({ stream: organization, id: [body.organizationId] }, context, (state, facts) =>
      removeMember(state, { ...body, owned }, facts),
    );
  }
}

import type { OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Settlements } from '../../organization/settlements.service';
import { removeMember, type RemoveMember } from './remove-member';

export class RemoveMemberCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<RemoveMember, 'owned'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RemoveMemberCommand)
export class RemoveMemberHandler implements ICommandHandler<RemoveMemberCommand> {
  constructor(private readonly settlements: Settlements) {}

  execute({ body, context }: RemoveMemberCommand): Promise<Decided<OrganizationEvent>> {
    return this.settlements.decide(body, context, removeMember);
  }
}

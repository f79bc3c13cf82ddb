import type { OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Settlements } from '../../organization/settlements.service';
import { suspendMember, type SuspendMember } from './suspend-member';

export class SuspendMemberCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<SuspendMember, 'owned'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SuspendMemberCommand)
export class SuspendMemberHandler implements ICommandHandler<SuspendMemberCommand> {
  constructor(private readonly settlements: Settlements) {}

  execute({ body, context }: SuspendMemberCommand): Promise<Decided<OrganizationEvent>> {
    return this.settlements.decide(body, context, suspendMember);
  }
}

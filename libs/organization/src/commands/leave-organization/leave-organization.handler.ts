import type { OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Settlements } from '../../organization/settlements.service';
import { leaveOrganization, type LeaveOrganization } from './leave-organization';

export class LeaveOrganizationCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<LeaveOrganization, 'owned'> & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(LeaveOrganizationCommand)
export class LeaveOrganizationHandler implements ICommandHandler<LeaveOrganizationCommand> {
  constructor(private readonly settlements: Settlements) {}

  execute({ body, context }: LeaveOrganizationCommand): Promise<Decided<OrganizationEvent>> {
    return this.settlements.decide(body, context, leaveOrganization);
  }
}

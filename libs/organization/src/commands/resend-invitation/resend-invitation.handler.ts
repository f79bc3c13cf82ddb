import type { OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InvitationLimits } from '../../organization/invitation-limits.service';
import { InvitationReader } from '../../organization/invitation-reader.service';
import { resendInvitation, type ResendInvitation } from './resend-invitation';

export class ResendInvitationCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: ResendInvitation,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Within the limits of mails. */
@CommandHandler(ResendInvitationCommand)
export class ResendInvitationHandler implements ICommandHandler<ResendInvitationCommand> {
  constructor(
    private readonly invitations: InvitationReader,
    private readonly limits: InvitationLimits,
  ) {}

  execute({ body, context }: ResendInvitationCommand): Promise<Decided<OrganizationEvent>> {
    const email = async () => (await this.invitations.words(body)).email;
    return this.limits.decide({ organizationId: body.organizationId, email, context }, (state, facts) =>
      resendInvitation(state, body, facts),
    );
  }
}

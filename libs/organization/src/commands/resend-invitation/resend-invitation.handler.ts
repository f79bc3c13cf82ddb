import type { OrganizationEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InvitationLimits } from '../../organization/invitation-limits.service';
import { InvitationReader } from '../../organization/invitation-reader.service';
import { OpenDomains } from '../../security/open-domains.service';
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
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: ResendInvitationCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId } = body;
    const { email } = await this.invitations.words(body);
    const atOwnDomain = email !== null && (await this.domains.isOwn(organizationId, email));
    return this.limits.decide({ organizationId, email, context }, (state, facts) =>
      resendInvitation(state, { ...body, atOwnDomain }, facts),
    );
  }
}

import { refused, type AskedOf, type routes } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { invitationPurpose, linkId } from '../../organization/invitation-link';
import { Invitees } from '../../organization/invitees.service';
import { AcceptInvitationCommand, type Acceptance } from './accept-invitation.handler';

export class AcceptMyInvitationCommand extends Command<Acceptance> {
  constructor(
    readonly asked: AskedOf<typeof routes.organization.acceptMyInvitation>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** Accepts as the link in the newest mail would: who has the address need not look for that mail. */
@CommandHandler(AcceptMyInvitationCommand)
export class AcceptMyInvitationHandler implements ICommandHandler<AcceptMyInvitationCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly invitees: Invitees,
    private readonly commands: CommandBus,
  ) {}

  async execute({ asked, context, principal }: AcceptMyInvitationCommand): Promise<Acceptance> {
    const { alias, ...ids } = asked;
    const invitation = principal && (await this.invitees.invitationFor(principal.id, ids));
    if (!invitation) throw refused('INVITATION_NOT_FOUND');
    const token = this.vault.secrets.mint(invitationPurpose, linkId(ids), invitation.generation);
    return this.commands.execute(new AcceptInvitationCommand({ token, alias }, context, principal));
  }
}

import { refused } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { effectOf, type Principal } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invitees } from '../../organization/invitees.service';
import { organization } from '../../organization/organization';
import { declineInvitation, type DeclineInvitation } from './decline-invitation';

interface Declined {
  readonly invitationId: string;
  readonly revision: number;
  readonly position: string;
}

export class DeclineInvitationCommand extends Command<Declined> {
  constructor(
    readonly asked: DeclineInvitation,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** Only who was invited: to everybody else there is no such invitation. */
@CommandHandler(DeclineInvitationCommand)
export class DeclineInvitationHandler implements ICommandHandler<DeclineInvitationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly invitees: Invitees,
  ) {}

  async execute({ asked, context, principal }: DeclineInvitationCommand): Promise<Declined> {
    const { organizationId, invitationId } = asked;
    if (!principal || !(await this.invitees.invitationFor(principal.id, asked))) throw refused('INVITATION_NOT_FOUND');
    const decided = await this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      declineInvitation(state, asked, facts),
    );
    return { invitationId, ...effectOf(decided) };
  }
}

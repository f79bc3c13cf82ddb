import { refused, SIGNED_IN_WITHIN, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { plus } from '@annals/kernel';
import { effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { requestDeletion } from './request-deletion';

interface Requested {
  readonly organizationId: string;
  readonly purgeAt: string;
  readonly revision: number;
  readonly position: string;
}

export class RequestDeletionCommand extends Command<Requested> {
  constructor(
    readonly asked: AskedOf<typeof routes.organization.requestDeletion>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Whoever ends an organization has just proved who they are: the session of this very request is that young. */
@CommandHandler(RequestDeletionCommand)
export class RequestDeletionHandler implements ICommandHandler<RequestDeletionCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ asked, context }: RequestDeletionCommand): Promise<Requested> {
    const { organizationId } = asked;
    const openedAt = context.session === undefined ? undefined : await this.vault.sessions.openedAt(context.session);
    const decided = await this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) => {
      if (openedAt === undefined || plus(openedAt, SIGNED_IN_WITHIN) < facts.clock) throw refused('REAUTH_REQUIRED');
      return requestDeletion(state, asked, facts);
    });
    const requested = decided.events.find((event) => event.type === 'OrganizationDeletionRequested');
    if (!requested) throw new Error('A deletion was asked for without an event');
    return { organizationId, purgeAt: requested.data.purgeAt, ...effectOf(decided) };
  }
}

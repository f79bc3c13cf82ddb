import { refused, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { effectOf, type Principal } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account } from '../../account/account';
import { requestOrganization } from './request-organization';

interface Requested {
  readonly requestId: string;
  readonly revision: number;
  readonly position: string;
}

export class RequestOrganizationCommand extends Command<Requested> {
  constructor(
    readonly asked: AskedOf<typeof routes.identity.requestOrganization>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

@CommandHandler(RequestOrganizationCommand)
export class RequestOrganizationHandler implements ICommandHandler<RequestOrganizationCommand> {
  constructor(private readonly store: EventStore) {}

  async execute({ asked, context, principal }: RequestOrganizationCommand): Promise<Requested> {
    if (principal?.kind !== 'user') throw refused('UNAUTHENTICATED');
    const command = { userId: principal.id, why: asked.why };
    const decided = await this.store.decide({ stream: account, id: [principal.id] }, context, (state, facts) =>
      requestOrganization(state, command, facts),
    );
    const requested = decided.events.find((event) => event.type === 'AdditionalOrganizationRequested');
    if (!requested) throw new Error('An organization was asked for without an event');
    return { requestId: requested.data.requestId, ...effectOf(decided) };
  }
}

import { refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { unlessPurged } from '../../organization/unless-purged';
import { withdrawJoinRequest, type WithdrawJoinRequest } from './withdraw-join-request';

export class WithdrawJoinRequestCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: WithdrawJoinRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** What a purge took away is no request any more. */
@CommandHandler(WithdrawJoinRequestCommand)
export class WithdrawJoinRequestHandler implements ICommandHandler<WithdrawJoinRequestCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: WithdrawJoinRequestCommand): Promise<Decided<OrganizationEvent>> {
    const decided = await unlessPurged(this.vault, body.organizationId, () =>
      this.store.decide({ stream: organization, id: [body.organizationId] }, context, (state, facts) =>
        withdrawJoinRequest(state, body, facts),
      ),
    );
    if (decided === undefined) throw refused('JOIN_REQUEST_NOT_FOUND');
    return decided;
  }
}

import { refused, type AskedOf, type OrganizationEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accounts } from '../../organization/accounts.port';
import { Aliases } from '../../organization/aliases.service';
import { organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { OpenDomains } from '../../security/open-domains.service';
import { approveJoinRequest } from './approve-join-request';

export class ApproveJoinRequestCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.organization.approveJoinRequest>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Who asked is called as they said, unless who decides says otherwise; an erased account belongs nowhere. */
@CommandHandler(ApproveJoinRequestCommand)
export class ApproveJoinRequestHandler implements ICommandHandler<ApproveJoinRequestCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly accounts: Accounts,
    private readonly words: PeoplesWords,
    private readonly aliases: Aliases,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: ApproveJoinRequestCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, requestId } = body;
    const target = { stream: organization, id: [organizationId] } as const;
    const request = (await this.store.state(target, 0)).state.joinRequests.all.get(requestId);
    if (!request) throw refused('JOIN_REQUEST_NOT_FOUND');
    const { personId, saidAt, userId } = request;
    const [{ email, alias: named }, account] = await Promise.all([
      this.words.said(organizationId, saidAt),
      this.accounts.contact(userId),
    ]);
    if (email === undefined || named === undefined || account.email === null) throw refused('SUBJECT_ERASED');
    const atOwnDomain = await this.domains.isOwn(organizationId, email);
    const asked = { ...body, email, alias: body.alias ?? named, atOwnDomain };
    return this.aliases.joining({ organizationId, personId, alias: asked.alias }, () =>
      this.store.decide(target, context, (state, facts) => approveJoinRequest(state, asked, facts)),
    );
  }
}

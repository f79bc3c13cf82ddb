import { refused, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { decideCounted, effectOf, type Principal } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Discovery } from '../../organization/discovery.service';
import { Invitees } from '../../organization/invitees.service';
import { openRequestOf } from '../../organization/join-requests';
import { organization } from '../../organization/organization';
import { whileClaimed } from '../../organization/while-claimed';
import { requestToJoin } from './request-to-join';

/** One person asks so many organizations in a day. */
const ofPerson: RateLimit = { name: 'join-request-person', times: 10, seconds: 24 * 3_600 };

interface Requested {
  readonly organizationId: string;
  readonly requestId: string;
  readonly revision: number;
  readonly position: string;
}

export class RequestToJoinCommand extends Command<Requested> {
  constructor(
    readonly asked: AskedOf<typeof routes.organization.requestToJoin>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** The claim on the verified address says which person of the organization it is, as for invitations. */
@CommandHandler(RequestToJoinCommand)
export class RequestToJoinHandler implements ICommandHandler<RequestToJoinCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly invitees: Invitees,
    private readonly discovery: Discovery,
  ) {}

  async execute({ asked, context, principal }: RequestToJoinCommand): Promise<Requested> {
    if (principal?.kind !== 'user') throw refused('FORBIDDEN');
    const { organizationId } = asked;
    const email = await this.invitees.addressOf(principal.id);
    if (email === undefined) throw refused('EMAIL_NOT_VERIFIED');
    const found = await this.discovery.find(email, organizationId);
    if (found === undefined) throw refused('ORG_NOT_FOUND');
    const byDomain = found.byDomain !== undefined;
    const address = { scope: organizationId, kind: 'email', value: email, holder: uuidV5(context.commandId, 'person') };
    const { store, vault } = this;
    const target = { stream: organization, id: [organizationId] } as const;
    const counts = () => [{ limit: ofPerson, of: context.actor }];
    return whileClaimed(vault, address, async ({ holder: personId }) => {
      const asking = { ...asked, personId, userId: principal.id, email, byDomain };
      const decided = await decideCounted({ store, vault, target, context, counts }, (state, facts) => ({
        events: requestToJoin(state, asking, facts),
        result: openRequestOf(state.joinRequests, personId)?.requestId,
      }));
      const made = decided.events.find((event) => event.type === 'JoinRequested')?.data.requestId ?? decided.result;
      if (made === undefined) throw new Error('A request was neither made nor found');
      return { organizationId, requestId: made, ...effectOf(decided) };
    });
  }
}

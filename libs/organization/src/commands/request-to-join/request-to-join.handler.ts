import { refused, type AskedOf, type OrganizationEvent, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type DecideOn } from '@annals/eventstore';
import { effectOf, type Principal } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Discovery } from '../../organization/discovery.service';
import { Invitees } from '../../organization/invitees.service';
import { openRequestOf } from '../../organization/join-requests';
import { organization, type Organization } from '../../organization/organization';
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
    const found = await this.discovery.find(organizationId, email);
    if (found === undefined) throw refused('ORG_NOT_FOUND');
    const byDomain = found.byDomain !== undefined;
    const address = { scope: organizationId, kind: 'email', value: email, holder: uuidV5(context.commandId, 'person') };
    return whileClaimed(this.vault, address, async ({ holder: personId }) => {
      const asking = { ...asked, personId, userId: principal.id, email, byDomain };
      const decided = await this.counted(organizationId, context, (state, facts) => ({
        events: requestToJoin(state, asking, facts),
        result: openRequestOf(state.joinRequests, personId)?.requestId,
      }));
      const made = decided.events.find((event) => event.type === 'JoinRequested')?.data.requestId ?? decided.result;
      if (made === undefined) throw new Error('A request was neither made nor found');
      return { organizationId, requestId: made, ...effectOf(decided) };
    });
  }

  /** What says no, or is there already, is not counted. @throws Refused RATE_LIMITED, and whatever `decide` says */
  private async counted<R>(
    organizationId: string,
    context: CommandContext,
    decide: DecideOn<Organization, OrganizationEvent, R>,
  ) {
    const target = { stream: organization, id: [organizationId] } as const;
    if (await this.store.wouldAppend(target, context, decide)) {
      const retryAfter = await this.vault.rateLimits.spend([{ limit: ofPerson, of: context.actor }]);
      if (retryAfter !== undefined) throw refused('RATE_LIMITED', { retryAfter });
    }
    return this.store.decide(target, context, decide);
  }
}

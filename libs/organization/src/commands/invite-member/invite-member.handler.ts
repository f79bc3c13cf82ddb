import type { OrganizationEvent } from '@annals/contracts';
import { uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InvitationLimits } from '../../organization/invitation-limits.service';
import { openInvitationOf } from '../../organization/invitations';
import { whileClaimed } from '../../organization/while-claimed';
import { OpenDomains } from '../../security/open-domains.service';
import { inviteMember, type InviteMember } from './invite-member';

type Invite = Omit<InviteMember, 'personId' | 'atOwnDomain'>;

interface Invited {
  readonly invitationId: string;
  readonly personId: string;
  readonly revision: number;
  readonly position: string;
}

export class InviteMemberCommand extends Command<Invited> {
  constructor(
    readonly body: Invite,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * The claim on the address says which person of the organization it belongs to: the same address is the same person
 * until that person is erased, removed and invited again or not.
 */
@CommandHandler(InviteMemberCommand)
export class InviteMemberHandler implements ICommandHandler<InviteMemberCommand> {
  constructor(
    private readonly vault: Vault,
    private readonly limits: InvitationLimits,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context }: InviteMemberCommand): Promise<Invited> {
    const { organizationId, email } = body;
    // Never taken over, however long it is pending: a person id has no stream whose absence could free it, and any
    // later invitation uses it.
    const claim = { scope: organizationId, kind: 'email', value: email, holder: uuidV5(context.commandId, 'person') };
    return whileClaimed(this.vault, claim, async ({ holder: personId }) => ({
      ...(await this.decide({ ...body, personId }, context)),
      personId,
    }));
  }

  private async decide(command: Invite & { readonly personId: string }, context: CommandContext) {
    const mailing = { organizationId: command.organizationId, email: command.email, context };
    const atOwnDomain = await this.domains.isOwn(command.organizationId, command.email);
    const decided = await this.limits.decide(mailing, (state, facts) => ({
      events: inviteMember(state, { ...command, atOwnDomain }, facts),
      result: openInvitationOf(state.invitations, command.personId)?.invitationId,
    }));
    return { invitationId: invitedIn(decided) ?? existing(decided.result), ...effectOf(decided) };
  }
}

function invitedIn({ events }: Pick<Decided<OrganizationEvent>, 'events'>): string | undefined {
  return events.find((event) => event.type === 'MemberInvited')?.data.invitationId;
}

/** Nothing happened because the same invitation is open. */
function existing(open: string | undefined): string {
  if (open === undefined) throw new Error('An invitation was neither made nor found');
  return open;
}

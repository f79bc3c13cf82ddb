import { refused, type routes, type AskedOf } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { effectOf, type Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Aliases } from '../../organization/aliases.service';
import { Invitees } from '../../organization/invitees.service';
import { organization } from '../../organization/organization';
import { whileClaimed } from '../../organization/while-claimed';
import { OpenDomains } from '../../security/open-domains.service';
import { joinByDomain } from './join-by-domain';

interface Joined {
  readonly organizationId: string;
  readonly personId: string;
  readonly revision: number;
  readonly position: string;
}

export class JoinByDomainCommand extends Command<Joined> {
  constructor(
    readonly asked: AskedOf<typeof routes.organization.joinOrganization>,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** The verified address of the account is the key: the claim on it says which person of the organization it is. */
@CommandHandler(JoinByDomainCommand)
export class JoinByDomainHandler implements ICommandHandler<JoinByDomainCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly invitees: Invitees,
    private readonly open: OpenDomains,
    private readonly aliases: Aliases,
  ) {}

  async execute({ asked: { organizationId, alias }, context, principal }: JoinByDomainCommand): Promise<Joined> {
    if (principal?.kind !== 'user') throw refused('FORBIDDEN');
    const email = await this.invitees.addressOf(principal.id);
    if (email === undefined) throw refused('EMAIL_NOT_VERIFIED');
    const way = await this.open.wayIn(email);
    if (way?.organizationId !== organizationId || way.mode !== 'join') throw refused('INVITATION_REQUIRED');
    const address = { scope: organizationId, kind: 'email', value: email, holder: uuidV5(context.commandId, 'person') };
    return whileClaimed(this.vault, address, async ({ holder: personId }) => {
      const joining = { personId, userId: principal.id, email, alias };
      const decided = await this.aliases.joining({ organizationId, ...joining }, () =>
        this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
          joinByDomain(state, joining, facts),
        ),
      );
      return { organizationId, personId, ...effectOf(decided) };
    });
  }
}

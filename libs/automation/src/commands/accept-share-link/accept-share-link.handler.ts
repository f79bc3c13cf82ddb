import { refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { fromMilliseconds } from '@annals/kernel';
import { Memberships, type RequestFacts } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { granterOf } from '../../fleet/granter';
import { LinkMakers } from '../../fleet/link-makers.service';
import { heldOf, type HeldLevel } from '../../fleet/held-level';
import { ShareLinkSecrets } from '../../fleet/share-link-secrets.service';
import { acceptShareLink } from './accept-share-link';

type Accepted = Decided<FleetEvent> & HeldLevel & { readonly botId: string };

export class AcceptShareLinkCommand extends Command<Accepted> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.acceptShareLink>,
    readonly context: CommandContext,
    readonly caller: RequestFacts,
  ) {
    super();
  }
}

/** Looks at who made the link as they are now, and says what who accepts it has then. */
@CommandHandler(AcceptShareLinkCommand)
export class AcceptShareLinkHandler implements ICommandHandler<AcceptShareLinkCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly secrets: ShareLinkSecrets,
    private readonly makers: LinkMakers,
  ) {}

  async execute({ body: { organizationId, secret }, context, caller }: AcceptShareLinkCommand): Promise<Accepted> {
    const linkId = this.secrets.linkOf(organizationId, secret);
    const taker = granterOf(caller);
    const to = taker.who;
    const member = to && (await this.memberships.ofPerson(organizationId, to.personId, { fresh: true }));
    if (!to || member?.membership !== to.membership)
      throw refused('FORBIDDEN', { requiredPermission: 'bots.access:request' });
    const { link, maker } = await this.makers.mustFind(organizationId, linkId);
    const asked = { organizationId, linkId, maker, taker, to };
    const target = { stream: fleet, id: [organizationId] } as const;
    const decided = await this.store.decide(target, context, (state, facts) => acceptShareLink(state, asked, facts));
    const { state } = await this.store.state(target);
    const held = heldOf(state, taker, link.botId, fromMilliseconds(Date.now()));
    if (!held) throw refused('SHARE_EXPIRED'); // taken back meanwhile
    return { ...decided, botId: link.botId, ...held };
  }
}

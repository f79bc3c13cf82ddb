import { refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Copying } from '../../fleet/copying.service';
import { fleet, type Owner } from '../../fleet/fleet';
import { LinkMakers } from '../../fleet/link-makers.service';
import { ShareLinkSecrets } from '../../fleet/share-link-secrets.service';
import { copyByLink } from './copy-by-link';

export class CopyByLinkCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.copyByLink>,
    readonly context: CommandContext,
    /** Whose the copy is. */
    readonly owner: Owner | undefined,
  ) {
    super();
  }
}

/** The guard judged where the copy goes; the link says of which bot it is. */
@CommandHandler(CopyByLinkCommand)
export class CopyByLinkHandler implements ICommandHandler<CopyByLinkCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly copying: Copying,
    private readonly secrets: ShareLinkSecrets,
    private readonly makers: LinkMakers,
  ) {}

  async execute({ body, context, owner }: CopyByLinkCommand): Promise<Decided<FleetEvent>> {
    const { secret, ...asked } = body;
    const { organizationId } = asked;
    const linkId = this.secrets.linkOf(organizationId, secret);
    if (!owner) throw refused('FORBIDDEN', { requiredPermission: 'bots:create' });
    const { link, maker } = await this.makers.mustFind(organizationId, linkId);
    const { botId } = link;
    const configuration = await this.copying.prepare({ ...asked, botId }, context);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      copyByLink(state, { ...asked, botId, linkId, maker, owner, configuration }, facts),
    );
  }
}

import type { AskedOf, FleetEvent, routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import type { Granter } from '../../fleet/granter';
import { ShareLinkSecrets } from '../../fleet/share-link-secrets.service';
import { makeShareLink } from './make-share-link';

type Made = Decided<FleetEvent> & { readonly linkId: string; readonly secret: string };

export class MakeShareLinkCommand extends Command<Made> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.makeShareLink> & { readonly granter: Granter },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Whoever repeats the command is shown the same secret. */
@CommandHandler(MakeShareLinkCommand)
export class MakeShareLinkHandler implements ICommandHandler<MakeShareLinkCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly secrets: ShareLinkSecrets,
  ) {}

  async execute({ body, context }: MakeShareLinkCommand): Promise<Made> {
    const { organizationId } = body;
    const decided = await this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      makeShareLink(state, body, facts),
    );
    const linkId = uuidV5(context.commandId, 'share-link');
    return { ...decided, linkId, secret: this.secrets.mint(organizationId, linkId) };
  }
}

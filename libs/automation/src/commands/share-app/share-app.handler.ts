import { isOnlyExternal, refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Memberships } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import type { Granter } from '../../fleet/granter';
import { shareApp } from './share-app';

export class ShareAppCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.shareApp> & { readonly granter: Granter },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the organization first whether who gets it is an active member. */
@CommandHandler(ShareAppCommand)
export class ShareAppHandler implements ICommandHandler<ShareAppCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
  ) {}

  async execute({ body: { personId, ...body }, context }: ShareAppCommand): Promise<Decided<FleetEvent>> {
    const { organizationId } = body;
    const member = await this.memberships.ofPerson(organizationId, personId, { fresh: true });
    if (!member) throw refused('MEMBER_NOT_FOUND');
    const to = { personId, membership: member.membership };
    const isExternal = isOnlyExternal(member.roles);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      shareApp(state, { ...body, to, isExternal }, facts),
    );
  }
}

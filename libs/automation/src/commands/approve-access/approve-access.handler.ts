import { grantLevel, isOnlyExternal, refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Memberships } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import type { Granter } from '../../fleet/granter';
import { approveAccess } from './approve-access';

export class ApproveAccessCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.approveAccess> & { readonly granter: Granter },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Who asked may have gone since, or come back as somebody else. */
@CommandHandler(ApproveAccessCommand)
export class ApproveAccessHandler implements ICommandHandler<ApproveAccessCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly bots: FleetDirectory,
  ) {}

  async execute({ body, context }: ApproveAccessCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, accessRequestId } = body;
    const { by, level: asked } = await this.bots.accessRequest(organizationId, accessRequestId);
    const member = await this.memberships.ofPerson(organizationId, by.personId, { fresh: true });
    if (member?.membership !== by.membership) throw refused('MEMBER_NOT_FOUND');
    const level = body.level ?? grantLevel.safeParse(asked).data;
    if (level === undefined) throw refused('ACCESS_REQUEST_NOT_FOUND'); // of a level that this release does not know
    const given = { ...body, level, to: by, isExternal: isOnlyExternal(member.roles) };
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      approveAccess(state, given, facts),
    );
  }
}

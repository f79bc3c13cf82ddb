import {
  isOnlyExternal,
  permissionsOfGrant,
  refused,
  type AskedOf,
  type FleetEvent,
  type routes,
} from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { botsWith, Memberships, reaches, type Place, type RequestFacts } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CataloguePolicy } from '../../fleet/catalogue-policy.port';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { personOf } from '../../fleet/own-bot';
import { requestAccess } from './request-access';

export class RequestAccessCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.requestAccess>,
    readonly context: CommandContext,
    readonly caller: RequestFacts,
  ) {
    super();
  }
}

/** What is in nobody's catalogue does not exist, as in the list. */
@CommandHandler(RequestAccessCommand)
export class RequestAccessHandler implements ICommandHandler<RequestAccessCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly bots: FleetDirectory,
    private readonly policy: CataloguePolicy,
  ) {}

  async execute({ body, context, caller }: RequestAccessCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, botId, level } = body;
    const by = personOf(caller);
    const member = by && (await this.memberships.ofPerson(organizationId, by.personId));
    if (!by || !member) throw refused('FORBIDDEN', { requiredPermission: 'bots.access:request' });
    const { workspaceId } = await this.bots.now(organizationId, botId);
    const place = { workspaceId, botId };
    if (!(await this.isListed(organizationId, place, caller))) throw refused('BOT_NOT_FOUND');
    if (permissionsOfGrant(level, []).every((name) => reaches(botsWith(caller, name), place)))
      throw refused('ACCESS_ALREADY_HELD');
    const asked = { ...body, by, isExternal: isOnlyExternal(member.roles) };
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      requestAccess(state, asked, facts),
    );
  }

  private async isListed(organizationId: string, place: Place, caller: RequestFacts): Promise<boolean> {
    if (reaches(botsWith(caller, 'bots:read'), place)) return true;
    return caller.permissions.has('bots.catalogue:read') && (await this.policy.showsAll(organizationId));
  }
}

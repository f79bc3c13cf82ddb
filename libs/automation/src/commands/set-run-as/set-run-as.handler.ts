import { refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { allowedTo, AppGrants, heldAt, Memberships, type Membership } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet, type Owner } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { setRunAs } from './set-run-as';

export class SetRunAsCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.setRunAs> & { readonly by: Owner | undefined },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Nobody is made to run what they could not start themselves, and nobody borrows the rights of somebody who may more than
 * they do (W4).
 */
@CommandHandler(SetRunAsCommand)
export class SetRunAsHandler implements ICommandHandler<SetRunAsCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly memberships: Memberships,
    private readonly appGrants: AppGrants,
    private readonly bots: FleetDirectory,
  ) {}

  async execute({ body, context }: SetRunAsCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, botId, personId, by } = body;
    const runAs = personId === null ? undefined : await this.suited(body, personId, by);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      setRunAs(state, { organizationId, botId, runAs }, facts),
    );
  }

  /** @throws Refused BOT_NOT_FOUND, RUN_AS_NOT_MEMBER, RUN_AS_MAY_NOT_START, RUN_AS_EXCEEDS_OWN */
  private async suited(
    { organizationId, botId }: SetRunAsCommand['body'],
    personId: string,
    by: Owner | undefined,
  ): Promise<Owner> {
    const bot = await this.bots.now(organizationId, botId);
    const member = await this.memberships.ofPerson(organizationId, personId, { fresh: true });
    if (!member) throw refused('RUN_AS_NOT_MEMBER');
    const shared = await this.appGrants.of(organizationId, member, { fresh: true });
    if (heldAt(allowedTo(member, shared), 'runs:start', bot) === undefined) throw refused('RUN_AS_MAY_NOT_START');
    if (personId !== by?.personId) await this.mustHold(organizationId, by, member);
    return { personId, membership: member.membership };
  }

  private async mustHold(organizationId: string, by: Owner | undefined, { granted }: Membership): Promise<void> {
    const setter = by && (await this.memberships.ofPerson(organizationId, by.personId, { fresh: true }));
    if (![...granted.keys()].every((name) => setter?.granted.has(name))) throw refused('RUN_AS_EXCEEDS_OWN');
  }
}

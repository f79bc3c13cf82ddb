import { refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet, type Owner } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { MayStart } from '../../run/may-start.service';
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
 * they do where the bot is (W4).
 */
@CommandHandler(SetRunAsCommand)
export class SetRunAsHandler implements ICommandHandler<SetRunAsCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly mayStart: MayStart,
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
    const starter = await this.mayStart.now(organizationId, personId, bot);
    if (!starter) throw refused('RUN_AS_NOT_MEMBER');
    const { may, ...runAs } = starter;
    if (!may) throw refused('RUN_AS_MAY_NOT_START');
    if (personId === by?.personId) return runAs;
    if (!by || !(await this.mayStart.holdsAllOf(organizationId, [by, runAs], bot))) throw refused('RUN_AS_EXCEEDS_OWN');
    return runAs;
  }
}

import type { FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import type { BotScope } from '@annals/views';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { updateTrigger, type UpdateTrigger } from './update-trigger';

export class UpdateTriggerCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: UpdateTrigger,
    readonly context: CommandContext,
    /** Where whoever asks may see runs. */
    readonly scope: BotScope,
  ) {
    super();
  }
}

/** What never comes due is no schedule; and nobody waits for runs that they may not see. */
@CommandHandler(UpdateTriggerCommand)
export class UpdateTriggerHandler implements ICommandHandler<UpdateTriggerCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly directory: FleetDirectory,
  ) {}

  async execute({ body, context, scope }: UpdateTriggerCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, source } = body;
    await this.directory.mustFire(body);
    if (source) await this.directory.mustSee(organizationId, source.botId, scope);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      updateTrigger(state, body, facts),
    );
  }
}

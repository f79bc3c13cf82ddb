import type { FleetEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import type { BotScope } from '@annals/views';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { TriggerSecrets, type ShownSecret } from '../../triggers/trigger-secrets.service';
import { createTrigger, type CreateTrigger } from './create-trigger';

/** What came of it, with what a webhook shows once. */
type Made = Decided<FleetEvent> & { readonly shown: ShownSecret };

export class CreateTriggerCommand extends Command<Made> {
  constructor(
    readonly body: CreateTrigger,
    readonly context: CommandContext,
    /** Where whoever asks may see runs. */
    readonly scope: BotScope,
  ) {
    super();
  }
}

/** What never comes due is no schedule; and nobody waits for runs that they may not see. */
@CommandHandler(CreateTriggerCommand)
export class CreateTriggerHandler implements ICommandHandler<CreateTriggerCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly directory: FleetDirectory,
    private readonly secrets: TriggerSecrets,
  ) {}

  async execute({ body, context, scope }: CreateTriggerCommand): Promise<Made> {
    const { organizationId, kind, source } = body;
    if (kind === 'schedule') await this.directory.mustFire(body);
    if (source) await this.directory.mustSee(organizationId, source.botId, scope);
    const decided = await this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      createTrigger(state, body, facts),
    );
    const triggerId = uuidV5(context.commandId, 'trigger');
    return { ...decided, shown: this.secrets.shown({ organizationId, triggerId, kind, generation: 1 }) };
  }
}

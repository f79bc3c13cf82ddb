import type { FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';
import { TriggerSecrets, type ShownSecret } from '../../triggers/trigger-secrets.service';
import { rotateTriggerSecret, type RotateTriggerSecret } from './rotate-trigger-secret';

type Rotated = Decided<FleetEvent> & { readonly shown: ShownSecret };

export class RotateTriggerSecretCommand extends Command<Rotated> {
  constructor(
    readonly body: RotateTriggerSecret,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The secret that the trigger has now is shown: a repeated command shows no older one. */
@CommandHandler(RotateTriggerSecretCommand)
export class RotateTriggerSecretHandler implements ICommandHandler<RotateTriggerSecretCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly secrets: TriggerSecrets,
  ) {}

  async execute({ body, context }: RotateTriggerSecretCommand): Promise<Rotated> {
    const { organizationId, triggerId } = body;
    const target = { stream: fleet, id: [organizationId] } as const;
    const decided = await this.store.decide(target, context, (state, facts) => rotateTriggerSecret(state, body, facts));
    const { kind, generation } = mustHaveTrigger((await this.store.state(target)).state, triggerId);
    return { ...decided, shown: this.secrets.shown({ organizationId, triggerId, kind, generation }) };
  }
}

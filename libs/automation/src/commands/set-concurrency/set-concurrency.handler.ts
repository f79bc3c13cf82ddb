import type { FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { setConcurrency, type SetConcurrency } from './set-concurrency';

export class SetConcurrencyCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: SetConcurrency,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Wakes workers that wait: there may be room for one more. */
@CommandHandler(SetConcurrencyCommand)
export class SetConcurrencyHandler implements ICommandHandler<SetConcurrencyCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: SetConcurrencyCommand): Promise<Decided<FleetEvent>> {
    const decided = await this.store.decide({ stream: fleet, id: [body.organizationId] }, context, (state, facts) =>
      setConcurrency(state, body, facts),
    );
    await this.vault.runQueue.wake(body.botId);
    return decided;
  }
}

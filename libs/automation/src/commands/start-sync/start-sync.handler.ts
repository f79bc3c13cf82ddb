import type { KnowledgeEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Readings } from '../../knowledge/readings.service';
import { startSync, type StartSync } from './start-sync';

export class StartSyncCommand extends Command<Decided<KnowledgeEvent>> {
  constructor(
    readonly asked: StartSync,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(StartSyncCommand)
export class StartSyncHandler implements ICommandHandler<StartSyncCommand> {
  constructor(private readonly readings: Readings) {}

  async execute({ asked, context }: StartSyncCommand): Promise<Decided<KnowledgeEvent>> {
    return this.readings.decide(asked, context, (state, facts) => startSync(state, asked, facts));
  }
}

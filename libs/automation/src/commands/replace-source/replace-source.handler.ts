import type { KnowledgeEvent } from '@annals/contracts';
import type { CommandContext, Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BroughtContent } from '../../knowledge/brought.service';
import { Readings } from '../../knowledge/readings.service';
import { replaceSource, type ReplaceSource } from './replace-source';

export class ReplaceSourceCommand extends Command<Decided<KnowledgeEvent>> {
  constructor(
    readonly asked: Omit<ReplaceSource, 'media' | 'bytes' | 'content'> & { readonly bytes: Buffer },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReplaceSourceCommand)
export class ReplaceSourceHandler implements ICommandHandler<ReplaceSourceCommand> {
  constructor(
    private readonly readings: Readings,
    private readonly brought: BroughtContent,
  ) {}

  async execute({ asked, context }: ReplaceSourceCommand): Promise<Decided<KnowledgeEvent>> {
    return this.brought.keep(asked, (as) =>
      this.readings.decide(asked, context, (state, facts) => replaceSource(state, { ...asked, ...as }, facts)),
    );
  }
}

import { refused, type KnowledgeEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { KnowledgeDirectory } from '../../knowledge/knowledge-directory.service';
import { knowledge, ofWorkspace } from '../../knowledge/knowledge';
import { attachSource, type AttachSource } from './attach-source';

export class AttachSourceCommand extends Command<Decided<KnowledgeEvent>> {
  constructor(
    readonly asked: Omit<AttachSource, 'elsewhere'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Where the bot and the source are is looked up as it is this moment. */
@CommandHandler(AttachSourceCommand)
export class AttachSourceHandler implements ICommandHandler<AttachSourceCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly bots: FleetDirectory,
    private readonly directory: KnowledgeDirectory,
  ) {}

  async execute({ asked, context }: AttachSourceCommand): Promise<Decided<KnowledgeEvent>> {
    const bot = await this.bots.now(asked.organizationId, asked.botId);
    if (bot.workspaceId !== asked.workspaceId) throw refused('SOURCE_IN_OTHER_WORKSPACE');
    const elsewhere = await this.directory.elsewhere(asked);
    return this.store.decide({ stream: knowledge, id: ofWorkspace(asked) }, context, (state, facts) =>
      attachSource(state, { ...asked, elsewhere }, facts),
    );
  }
}

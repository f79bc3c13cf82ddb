import { refused, type AskedOf, type FleetEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import type { WorkspaceScope } from '@annals/views';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Copying } from '../../fleet/copying.service';
import { fleet, type Owner } from '../../fleet/fleet';
import { copyBot } from './copy-bot';

interface Copier {
  /** Whose the copy is; nobody's where a key of nobody makes it. */
  readonly owner: Owner | undefined;
  /** Where they may register bots. */
  readonly scope: WorkspaceScope;
}

export class CopyBotCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: AskedOf<typeof routes.automation.copyBot>,
    readonly context: CommandContext,
    readonly copier: Copier,
  ) {
    super();
  }
}

/** The guard judged where the bot is; where the copy goes is judged here, as registering it there would be. */
@CommandHandler(CopyBotCommand)
export class CopyBotHandler implements ICommandHandler<CopyBotCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly copying: Copying,
  ) {}

  async execute({ body, context, copier: { owner, scope } }: CopyBotCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, workspaceId } = body;
    if (scope !== 'all' && !scope.has(workspaceId)) throw refused('WORKSPACE_NOT_FOUND');
    const configuration = await this.copying.prepare(body, context);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      copyBot(state, { ...body, owner, configuration }, facts),
    );
  }
}

import { refused, type FleetEvent } from '@annals/contracts';
import { consequenceOf, EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import type { WorkspaceScope } from '@annals/views';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { Workspaces } from '../../fleet/workspaces.port';
import { knowledge } from '../../knowledge/knowledge';
import { carrySources } from './carry-sources';
import { moveBot, type MoveBot } from './move-bot';

export class MoveBotCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: MoveBot,
    readonly context: CommandContext,
    /** Where whoever asks may register bots. */
    readonly scope: WorkspaceScope,
  ) {
    super();
  }
}

/**
 * The guard judged where the bot is; where it goes is judged here. Who may edit a bot because it was shared with them takes it
 * out of no workspace: that is for who registers bots there. @throws Refused FORBIDDEN
 */
@CommandHandler(MoveBotCommand)
export class MoveBotHandler implements ICommandHandler<MoveBotCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly workspaces: Workspaces,
    private readonly bots: FleetDirectory,
  ) {}

  async execute({ body, context, scope }: MoveBotCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, workspaceId } = body;
    if (scope !== 'all' && !scope.has(workspaceId)) throw refused('WORKSPACE_NOT_FOUND');
    const { workspaceId: from } = await this.bots.now(organizationId, body.botId);
    if (scope !== 'all' && !scope.has(from)) throw refused('FORBIDDEN', { requiredPermission: 'bots:create' });
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    if (from !== workspaceId) await this.carry(body, from, consequenceOf(context, 'sources'));
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      moveBot(state, body, facts),
    );
  }

  /** Before it is there, so that it reads no more than it may at any moment. */
  private async carry({ organizationId, botId, workspaceId }: MoveBot, from: string, context: CommandContext) {
    const { attached } = (await this.store.state({ stream: knowledge, id: [organizationId, from] }, 0)).state;
    const sourceIds = attached.get(botId) ?? [];
    if (sourceIds.length === 0) return;
    await this.store.decide({ stream: knowledge, id: [organizationId, workspaceId] }, context, (state, facts) =>
      carrySources(state, { workspaceId, botId, sourceIds }, facts),
    );
  }
}

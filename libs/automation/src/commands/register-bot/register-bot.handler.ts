import { type FleetEvent, refused } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { Workspaces } from '../../fleet/workspaces.port';
import { registerBot, type RegisterBot } from './register-bot';

export class RegisterBotCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: Omit<RegisterBot, 'workspaceId'> & { readonly workspaceId?: string | undefined },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the organization first where a bot lands when nobody names a workspace. */
@CommandHandler(RegisterBotCommand)
export class RegisterBotHandler implements ICommandHandler<RegisterBotCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly workspaces: Workspaces,
  ) {}

  async execute({ body, context }: RegisterBotCommand): Promise<Decided<FleetEvent>> {
    const { organizationId } = body;
    const workspaceId = body.workspaceId ?? (await this.workspaces.defaultOf(organizationId));
    if (workspaceId === undefined) throw refused('ORG_NOT_FOUND');
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      registerBot(state, { ...body, workspaceId }, facts),
    );
  }
}

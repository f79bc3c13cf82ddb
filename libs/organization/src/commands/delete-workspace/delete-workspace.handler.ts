import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { WorkspaceContents } from '../../organization/workspace-contents.port';
import { deleteWorkspace, type DeleteWorkspace } from './delete-workspace';

export class DeleteWorkspaceCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<DeleteWorkspace, 'bots'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the fleet first what is still in the workspace. */
@CommandHandler(DeleteWorkspaceCommand)
export class DeleteWorkspaceHandler implements ICommandHandler<DeleteWorkspaceCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly contents: WorkspaceContents,
  ) {}

  async execute({ body, context }: DeleteWorkspaceCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, workspaceId } = body;
    const bots = await this.contents.botsIn(organizationId, workspaceId);
    return this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      deleteWorkspace(state, { ...body, bots }, facts),
    );
  }
}

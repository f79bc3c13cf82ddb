import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { WorkspaceContents } from '../../organization/workspace-contents.port';
import { archiveWorkspace, type ArchiveWorkspace } from './archive-workspace';

export class ArchiveWorkspaceCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Omit<ArchiveWorkspace, 'runs'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks first what runs in the workspace. */
@CommandHandler(ArchiveWorkspaceCommand)
export class ArchiveWorkspaceHandler implements ICommandHandler<ArchiveWorkspaceCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly contents: WorkspaceContents,
  ) {}

  async execute({ body, context }: ArchiveWorkspaceCommand): Promise<Decided<OrganizationEvent>> {
    const { organizationId, workspaceId } = body;
    const runs = await this.contents.runsIn(organizationId, workspaceId);
    return this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      archiveWorkspace(state, { ...body, runs }, facts),
    );
  }
}

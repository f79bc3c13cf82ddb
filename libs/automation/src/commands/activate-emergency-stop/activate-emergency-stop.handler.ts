import type { FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { Workspaces } from '../../fleet/workspaces.port';
import { activateEmergencyStop, type ActivateEmergencyStop } from './activate-emergency-stop';

export class ActivateEmergencyStopCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: ActivateEmergencyStop,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Which workspaces there are is not the fleet's to know. */
@CommandHandler(ActivateEmergencyStopCommand)
export class ActivateEmergencyStopHandler implements ICommandHandler<ActivateEmergencyStopCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly workspaces: Workspaces,
  ) {}

  async execute({ body, context }: ActivateEmergencyStopCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, workspaceId } = body;
    if (workspaceId !== undefined) await this.workspaces.mustBeActive(organizationId, workspaceId);
    return this.store.decide({ stream: fleet, id: [organizationId] }, context, (state, facts) =>
      activateEmergencyStop(state, body, facts),
    );
  }
}

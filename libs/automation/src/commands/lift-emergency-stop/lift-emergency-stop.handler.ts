import type { FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import type { StopTarget } from '../../fleet/stop-target';
import { Workspaces } from '../../fleet/workspaces.port';
import { liftEmergencyStop } from './lift-emergency-stop';

export class LiftEmergencyStopCommand extends Command<Decided<FleetEvent>> {
  constructor(
    readonly body: StopTarget,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A workspace that is stopped is one, also when it is archived by now; any other one has to exist. */
@CommandHandler(LiftEmergencyStopCommand)
export class LiftEmergencyStopHandler implements ICommandHandler<LiftEmergencyStopCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly workspaces: Workspaces,
  ) {}

  async execute({ body, context }: LiftEmergencyStopCommand): Promise<Decided<FleetEvent>> {
    const { organizationId, workspaceId } = body;
    const target = { stream: fleet, id: [organizationId] } as const;
    const { stopped } = (await this.store.state(target, 0)).state;
    if (workspaceId !== undefined && !stopped.has(workspaceId))
      await this.workspaces.mustBeActive(organizationId, workspaceId);
    return this.store.decide(target, context, (state, facts) => liftEmergencyStop(state, body, facts));
  }
}

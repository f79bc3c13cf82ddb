import { EventStore, type CommandContext } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { Workspaces } from '../../fleet/workspaces.port';
import { reportOf, type RunReport } from '../../run/run-report';
import { run } from '../../run/run';
import { requestRun } from './request-run';

interface RunRequest {
  readonly organizationId: string;
  readonly botId: string;
  readonly runId: string;
}

export class RequestRunCommand extends Command<RunReport> {
  constructor(
    readonly body: RunRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Asks the fleet first, as it is this moment, then decides on the run's own stream. */
@CommandHandler(RequestRunCommand)
export class RequestRunHandler implements ICommandHandler<RequestRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly bots: FleetDirectory,
    private readonly workspaces: Workspaces,
  ) {}

  async execute({ body, context }: RequestRunCommand): Promise<RunReport> {
    const { organizationId, botId, runId } = body;
    const { enabled, workspaceId } = await this.bots.now(organizationId, botId);
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    const source = context.actor.startsWith('user:') ? 'manual' : 'api';
    const target = { stream: run, id: [organizationId, runId] } as const;
    const decided = await this.store.decide(target, context, (state, facts) =>
      requestRun(state, { organizationId, botId, runId, workspaceId, source, botEnabled: enabled }, facts),
    );
    return reportOf({ runId, decided, refused: (await this.store.state(target)).state.refusedAt === 'request' });
  }
}

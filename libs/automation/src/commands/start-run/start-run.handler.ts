import { EventStore, type CommandContext } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fromMilliseconds, plus } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { leaseFrom } from '../../run/lease';
import { reportOf, type RunReport } from '../../run/run-report';
import { run } from '../../run/run';
import { startRun } from './start-run';

interface Started {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
}

export class StartRunCommand extends Command<RunReport> {
  constructor(
    readonly body: Started,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Asks the fleet again, as it is this moment: the bot may have been disabled since the run was requested (B11). Whoever
 * started it says from then on that it is at it, or the run is lost.
 */
@CommandHandler(StartRunCommand)
export class StartRunHandler implements ICommandHandler<StartRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly bots: FleetDirectory,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: StartRunCommand): Promise<RunReport> {
    const { organizationId, runId, botId } = body;
    const { enabled } = await this.bots.now(organizationId, botId);
    const target = { stream: run, id: [organizationId, runId] } as const;
    const decided = await this.store.decide(target, context, (state, facts) =>
      startRun(state, { ...body, botEnabled: enabled }, facts),
    );
    const { refusedAt, timeLimit } = (await this.store.state(target)).state;
    const report = reportOf({ runId, decided, refused: refusedAt === 'start' });
    const now = fromMilliseconds(Date.now());
    await this.vault.runQueue.hold(body, {
      until: leaseFrom(now),
      ...(timeLimit === undefined ? {} : { endsBy: plus(now, { seconds: timeLimit }) }),
    });
    return report;
  }
}

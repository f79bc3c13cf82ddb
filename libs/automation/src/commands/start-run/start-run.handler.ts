import { refused, type RunEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Target } from '@annals/eventstore';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fromMilliseconds, plus } from '@annals/kernel';
import { Vault } from '@annals/vault';
import type { Owner } from '../../fleet/fleet';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { endRun } from '../../run/end-runs';
import { leaseFrom } from '../../run/lease';
import { reportOf, type RunReport } from '../../run/run-report';
import { run, type Run } from '../../run/run';
import { passes, StartChecks } from '../../run/start-checks.service';
import { startRun } from './start-run';

interface Started {
  readonly organizationId: string;
  readonly runId: string;
  readonly botId: string;
  readonly worker?: string | undefined;
  /** It was taken from the queue just now: it is held already. */
  readonly isTaken?: boolean;
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
 * Asks again what may stop it, as it is this moment: much may have changed since it was requested (B11). While the
 * organization stands still it waits on. Whoever started it says from then on that they are at it, or the run is lost.
 */
@CommandHandler(StartRunCommand)
export class StartRunHandler implements ICommandHandler<StartRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly bots: FleetDirectory,
    private readonly checks: StartChecks,
    private readonly vault: Vault,
    private readonly commands: CommandBus,
  ) {}

  async execute({ body, context }: StartRunCommand): Promise<RunReport> {
    const { organizationId, runId, botId } = body;
    const bot = await this.bots.now(organizationId, botId);
    const target = { stream: run, id: [organizationId, runId] } as const;
    const askedBy = await this.askedBy(target);
    const stoppedBy = await this.checks.firstThatStops({ organizationId, runId, bot, askedBy });
    if (stoppedBy !== undefined && passes(stoppedBy)) throw refused(stoppedBy);
    const decided = await this.store.decide(target, context, (state, facts) =>
      startRun(state, { ...body, stoppedBy, configuration: bot.configuration.inUse || undefined }, facts),
    );
    const { state } = await this.store.state(target);
    const report = reportOf({ runId, decided, state, stage: 'start' });
    await Promise.all([this.hold(body, state.timeLimit), this.endWhereStopped(body, context)]);
    return report;
  }

  /**
   * Who stopped the runs at work while this one began may have found it waiting still, and nobody looks again: then it
   * is asked to stop here.
   */
  private async endWhereStopped({ organizationId, runId, botId }: Started, context: CommandContext): Promise<void> {
    const { endsWhatRuns } = await this.bots.now(organizationId, botId);
    if (!endsWhatRuns) return;
    const cause = { causedBy: context.commandId, correlation: context.correlationId };
    await endRun({ commands: this.commands }, { organizationId, runId }, { how: 'stop', ...cause });
  }

  /** Who asked never changes; where the request is not known here yet it is read. */
  private async askedBy(target: Target<Run, RunEvent>): Promise<Owner | undefined> {
    const { state } = await this.store.state(target, Infinity);
    return state.status === 'none' ? (await this.store.state(target, 0)).state.askedBy : state.askedBy;
  }

  private async hold({ isTaken = false, ...started }: Started, timeLimit: number | undefined): Promise<void> {
    if (isTaken && timeLimit === undefined) return;
    const now = fromMilliseconds(Date.now());
    await this.vault.runQueue.hold(started, {
      until: leaseFrom(now),
      ...(timeLimit === undefined ? {} : { endsBy: plus(now, { seconds: timeLimit }) }),
    });
  }
}

import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import type { Owner } from '../../fleet/fleet';
import { putPayload } from '../../run/payload.service';
import { reportOf, type RunReport } from '../../run/run-report';
import { run } from '../../run/run';
import { StartChecks } from '../../run/start-checks.service';
import { requestRun } from './request-run';

interface RunRequest {
  readonly organizationId: string;
  readonly botId: string;
  readonly runId: string;
  readonly input?: unknown;
  readonly timeLimit?: number | undefined;
  readonly retryOf?: string | undefined;
  readonly askedBy?: Owner | undefined;
  readonly trigger?: { readonly triggerId: string } | undefined;
}

export class RequestRunCommand extends Command<RunReport> {
  constructor(
    readonly body: RunRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Asks first what may stop it, as it is this moment, then decides on the run's own stream. The input is in the vault
 * before the event that names it; what no event names goes with its time.
 */
@CommandHandler(RequestRunCommand)
export class RequestRunHandler implements ICommandHandler<RequestRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly bots: FleetDirectory,
    private readonly checks: StartChecks,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: RequestRunCommand): Promise<RunReport> {
    const { organizationId, botId, runId, retryOf, askedBy } = body;
    const target = { stream: run, id: [organizationId, runId] } as const;
    // The run's own stream, which is new as a rule, is looked at beside.
    const [bot] = await Promise.all([this.bots.now(organizationId, botId), this.store.state(target)]);
    const stoppedBy = await this.checks.firstThatRefuses({ organizationId, runId, bot, askedBy });
    const program = body.trigger ? 'trigger' : 'api';
    const asker = context.actor.startsWith('user:') ? 'manual' : program;
    const source = retryOf === undefined ? asker : 'retry';
    const input = await putPayload(this.vault, { organizationId, runId, what: 'input' }, body.input);
    const decided = await this.store.decide(target, context, (state, facts) =>
      requestRun(state, { ...body, input, workspaceId: bot.workspaceId, source, stoppedBy }, facts),
    );
    const { state } = await this.store.state(target);
    // At once, for whoever waits; where this process dies first, the worker puts it there (keep-queue-when-run-changes).
    if (state.status === 'requested') await this.vault.runQueue.add({ organizationId, botId, runId }, decided.position);
    return reportOf({ runId, decided, state, stage: 'request' });
  }
}

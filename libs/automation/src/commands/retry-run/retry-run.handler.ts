import { refused } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Owner } from '../../fleet/fleet';
import { readPayload } from '../../run/payload.service';
import { ends, mustBe, mustExist, run } from '../../run/run';
import type { RunReport } from '../../run/run-report';
import { RequestRunCommand } from '../request-run/request-run.handler';

interface Retried {
  readonly organizationId: string;
  /** Of the new run. */
  readonly runId: string;
  readonly retryOf: string;
  readonly askedBy?: Owner | undefined;
}

export class RetryRunCommand extends Command<RunReport> {
  constructor(
    readonly body: Retried,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A run that is over is asked for once more: all that is asked of a new run is asked again. */
@CommandHandler(RetryRunCommand)
export class RetryRunHandler implements ICommandHandler<RetryRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly commands: CommandBus,
  ) {}

  async execute({ body, context }: RetryRunCommand): Promise<RunReport> {
    const { organizationId, retryOf } = body;
    const { state } = await this.store.state({ stream: run, id: [organizationId, retryOf] }, 0);
    const botId = mustExist(state);
    mustBe(state, ...ends);
    const input = await readPayload(this.vault, { organizationId, runId: retryOf, what: 'input' }, state.input);
    if (input?.kept === false) throw refused('RUN_INPUT_GONE');
    const { timeLimit } = state;
    return this.commands.execute(new RequestRunCommand({ ...body, botId, input: input?.value, timeLimit }, context));
  }
}

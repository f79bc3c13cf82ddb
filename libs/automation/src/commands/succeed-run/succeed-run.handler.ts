import type { RunEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided, type Target } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { putPayload } from '../../run/payload.service';
import { isAtWork, run, type Run } from '../../run/run';
import { succeedRun, type SucceedRun } from './succeed-run';

export class SucceedRunCommand extends Command<Decided<RunEvent>> {
  constructor(
    readonly body: Omit<SucceedRun, 'output'> & { readonly output?: unknown },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The output is in the vault before the event that names it; what no event names goes with its time. */
@CommandHandler(SucceedRunCommand)
export class SucceedRunHandler implements ICommandHandler<SucceedRunCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: SucceedRunCommand): Promise<Decided<RunEvent>> {
    const { organizationId, runId, botId } = body;
    const target = { stream: run, id: [organizationId, runId] } as const;
    const isSaid = body.output !== undefined && body.output !== null;
    const output =
      isSaid && (await this.mayEnd(target, botId))
        ? await putPayload(this.vault, { organizationId, runId, what: 'output' }, body.output)
        : undefined;
    const decided = await this.store.decide(target, context, (now, facts) =>
      succeedRun(now, { ...body, output }, facts),
    );
    await this.vault.runQueue.remove(body); // a slot more at once, as `endCommand` does
    return decided;
  }

  private async mayEnd(target: Target<Run, RunEvent>, botId: string): Promise<boolean> {
    const { state } = await this.store.state(target, 0);
    return state.botId === botId && isAtWork(state);
  }
}

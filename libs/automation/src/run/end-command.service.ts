import type { RunEvent } from '@annals/contracts';
import { EventStore, type Decided } from '@annals/eventstore';
import type { Decide } from '@annals/kernel';
import { command, type CommandDefinition, type Issued } from '@annals/platform';
import { Vault, type QueuedRun } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { ofRun, run, type Run } from './run';

/**
 * Makes the command by which a worker says that its run has ended: its bot has a slot more at once. Where this process
 * dies in between, the slot is given back by `keep-queue-when-run-changes`.
 * @param name PascalCase imperative
 * @param decide the pure decision, which ends the run or refuses
 */
export function endCommand<Body extends QueuedRun>(
  name: string,
  decide: Decide<Run, Body, RunEvent>,
): CommandDefinition<Body, RunEvent> {
  const usual = command(name, run, ofRun, decide);

  @CommandHandler(usual.Command)
  class Handler extends usual.Handler {
    constructor(
      @Inject(EventStore) store: EventStore,
      @Inject(Vault) private readonly vault: Vault,
    ) {
      super(store);
    }

    override async execute(issued: Issued<Body, RunEvent>): Promise<Decided<RunEvent>> {
      const decided = await super.execute(issued);
      await this.vault.runQueue.remove(issued.body);
      return decided;
    }
  }
  return { Command: usual.Command, Handler };
}

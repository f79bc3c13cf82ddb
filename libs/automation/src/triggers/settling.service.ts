import type { SkipReason } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { plus, type Frozen, type Instant } from '@annals/kernel';
import { command, ofOrganization } from '@annals/platform';
import { Vault, type TriggerDue } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { missFires } from '../commands/miss-fires/miss-fires';
import { requestRun } from '../commands/request-run/request-run';
import type { Owner } from '../fleet/bots';
import { fleet } from '../fleet/fleet';
import { ofRun, run } from '../run/run';

export const FireTrigger = command('FireTrigger', run, ofRun, requestRun);
export const MissFires = command('MissFires', fleet, ofOrganization, missFires);

/** So long whoever took a trigger has it alone. */
export const LEASE = { seconds: 30 };

/** The run of a due time (history.md §7). */
export const runOf = (triggerId: string, due: Instant): string => uuidV5(triggerId, due);

/** What a due time asks for. */
interface Asked {
  readonly bot: { readonly botId: string; readonly workspaceId: string };
  readonly owner: Frozen<Owner> | undefined;
  /** Why it is left out; absent where it fires. */
  readonly reason?: SkipReason | undefined;
}

/**
 * Writes down what becomes of due times: the first one that is not settled in the stream of its run, those after it in
 * one event of the fleet; and in the vault, what is to be settled next.
 */
@Injectable()
export class Settling {
  constructor(
    private readonly vault: Vault,
    private readonly commands: CommandBus,
  ) {}

  /** In the stream of its run: what stands there already counts. @returns whether it was this that was written down */
  async ask({ organizationId, triggerId, due }: TriggerDue, { bot, owner, reason }: Asked): Promise<boolean> {
    const { workspaceId, botId } = bot;
    const body = {
      organizationId,
      runId: runOf(triggerId, due),
      botId,
      workspaceId,
      source: 'trigger',
      trigger: { triggerId, due },
      askedBy: owner,
      stoppedBy: reason,
    } as const;
    const context = contextOf(uuidV5(triggerId, `fire/${due}`));
    return (await this.commands.execute(new FireTrigger.Command(body, context))).outcome === 'appended';
  }

  /** The spell of a due time that was left out: all those after it. */
  async tell({ organizationId, triggerId, due }: TriggerDue, spell: NonNullable<TriggerDue['spell']>): Promise<void> {
    const { until, count } = spell;
    if (count === 0) return;
    const body = { organizationId, triggerId, from: due, until, count, reason: spell.reason as SkipReason };
    await this.commands.execute(new MissFires.Command(body, contextOf(uuidV5(triggerId, `missed/${due}`))));
  }

  /** Goes on where nobody else did. */
  async move(was: TriggerDue, is: TriggerDue, now: Instant): Promise<TriggerDue | undefined> {
    return (await this.vault.triggerDues.settle(was, is, plus(now, LEASE))) ? is : undefined;
  }

  async rest(is: TriggerDue, lookAt: Instant, was = is): Promise<undefined> {
    await this.vault.triggerDues.settle(was, is, lookAt);
  }

  /** It fires no more by the clock. */
  async forget(was: TriggerDue): Promise<undefined> {
    await this.vault.triggerDues.forget(was);
  }
}

const contextOf = (commandId: string): CommandContext => ({
  commandId,
  actor: 'system:triggers',
  correlationId: commandId,
});

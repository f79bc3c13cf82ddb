import type { SkipReason } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { plus, type Frozen, type Instant } from '@annals/kernel';
import { command, ofOrganization } from '@annals/platform';
import { Vault, type TriggerDue } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { missFires } from '../commands/miss-fires/miss-fires';
import { requestRun } from '../commands/request-run/request-run';
import { fleet, type Fleet } from '../fleet/fleet';
import { found, type FoundBot } from '../fleet/fleet-directory.service';
import type { DaysOff, Trigger } from '../fleet/triggers';
import { hasEnded, ofRun, run } from '../run/run';
import { StartChecks } from '../run/start-checks.service';
import { daysOffOf, isDayOff } from './days-off';
import { dueTimes, type Schedule } from './due-times.service';
import { fateOf, type Fate } from './fate';

export const FireTrigger = command('FireTrigger', run, ofRun, requestRun);
export const MissFires = command('MissFires', fleet, ofOrganization, missFires);

/** So many due times are looked at together; what is left is looked at next. */
const COUNTED = 500;
/** So many steps a trigger takes before it is others' turn. */
const STEPS = 50;
/** How soon a due time that waits for the run before is looked at again. */
const WAITS = { seconds: 2 };

/** A trigger whose turn it is. */
interface Turn {
  readonly now: Instant;
  readonly trigger: Frozen<Trigger>;
  readonly bot: FoundBot;
  readonly schedule: Schedule;
  readonly stoppedBy: SkipReason | undefined;
  readonly off: readonly Frozen<DaysOff>[];
}

/**
 * Fires what is due, each due time once (history.md §7). The first due time that is not settled is decided in the stream
 * of the run that is named by trigger and due time: it was requested or refused there, whoever asks again. A spell after
 * it is written down in the vault before the fleet's event tells of it, and nothing of it is fired from then on. So
 * whatever dies, and however many look at the same time, each due time has one fire or one recorded skip.
 */
@Injectable()
export class DueTriggers {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly commands: CommandBus,
    private readonly checks: StartChecks,
  ) {}

  /** A trigger as it is now, with what stops it; it is forgotten where it does not fire by the clock any more. */
  async settle(due: TriggerDue, now: Instant, state: Frozen<Fleet>): Promise<void> {
    const trigger = state.triggers.get(due.triggerId);
    if (!trigger?.enabled || !trigger.timing) return this.vault.triggerDues.forget(due);
    const bot = found(state, due.organizationId, trigger.botId);
    const schedule = { ...trigger.timing, from: trigger.from };
    if (trigger.from !== due.from) return this.begin(due, schedule);
    const stoppedBy = await this.stops(due, trigger, bot);
    const turn = { now, trigger, bot, schedule, stoppedBy, off: daysOffOf(trigger, state.calendars) };
    let at: TriggerDue | undefined = due;
    for (let step = 0; step < STEPS && at; step += 1) at = await this.step(at, turn);
    if (at) await this.vault.triggerDues.settle(at, at, now);
  }

  /** The schedule counts from then on. */
  private async begin({ organizationId, triggerId }: TriggerDue, schedule: Schedule): Promise<void> {
    const [due] = dueTimes(schedule, schedule.from, 1);
    const { from } = schedule;
    if (due === undefined) await this.vault.triggerDues.forget({ organizationId, triggerId });
    else await this.vault.triggerDues.keep({ organizationId, triggerId, from, due });
  }

  private async stops(
    { organizationId, due }: TriggerDue,
    { triggerId, owner, isLeft }: Frozen<Trigger>,
    bot: FoundBot,
  ): Promise<SkipReason | undefined> {
    if (isLeft) return 'OWNER_GONE';
    const runId = runOf(triggerId, due);
    return this.checks.firstThatStops({ organizationId, runId, bot, askedBy: owner });
  }

  /** Settles what comes first. @returns what comes next; undefined where that is not due yet, or somebody else has it */
  private async step(at: TriggerDue, turn: Turn): Promise<TriggerDue | undefined> {
    const { now, trigger, schedule } = turn;
    if (at.spell) return this.spell(at, at.spell, turn);
    const { missedUntil = '' } = trigger;
    if (missedUntil >= at.due) return this.move(at, { ...at, due: next(schedule, missedUntil) }, now);
    if (at.due > now) return this.rest(at, at.due);
    const fate = await this.fate(at, turn);
    if (fate.does === 'wait') return this.rest({ ...at, seenUntil: now }, plus(now, WAITS), at);
    const following = await this.decide(at, fate, turn);
    return this.move(at, following, now);
  }

  private async fate(at: TriggerDue, { now, trigger, schedule, stoppedBy, off }: Turn): Promise<Fate> {
    const { organizationId, due, seenUntil, lastRunId } = at;
    const after = dueTimes(schedule, due, 1);
    const more = (after[0] ?? now) < now ? dueTimes(schedule, due, COUNTED) : after;
    const dues = [due, ...more.filter((each) => each <= now)];
    const isGoing = trigger.overlap !== 'parallel' && (await this.isGoing(organizationId, lastRunId));
    return fateOf(trigger, { now, dues, seenUntil, stoppedBy, isDayOff: isDayOff(off, schedule.zone, due), isGoing });
  }

  private async isGoing(organizationId: string, runId: string | undefined): Promise<boolean> {
    if (runId === undefined) return false;
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] }, 0);
    return state.status !== 'none' && !hasEnded(state);
  }

  /** In the stream of its run: what stands there already counts. @returns what is to be settled then */
  private async decide(at: TriggerDue, fate: Exclude<Fate, { does: 'wait' }>, turn: Turn): Promise<TriggerDue> {
    const { trigger, bot, schedule, stoppedBy } = turn;
    const { organizationId, triggerId, due } = at;
    const runId = runOf(triggerId, due);
    const reason = fate.does === 'skip' ? fate.reason : undefined;
    const { workspaceId, botId } = bot;
    const asked = {
      organizationId,
      runId,
      botId,
      workspaceId,
      source: 'trigger',
      trigger: { triggerId, due },
    } as const;
    const body = { ...asked, askedBy: trigger.owner, stoppedBy: reason };
    const context = contextOf(uuidV5(triggerId, `fire/${due}`));
    const { outcome } = await this.commands.execute(new FireTrigger.Command(body, context));
    const following = { ...at, due: next(schedule, due) };
    const began = outcome === 'appended' ? reason === undefined : await this.isGoing(organizationId, runId);
    if (began || reason === undefined) return { ...following, lastRunId: began ? runId : at.lastRunId };
    const spell = fate.does === 'skip' ? fate.spell : [];
    const until = spell.at(-1) ?? (stoppedBy === undefined ? undefined : due);
    return until === undefined ? following : { ...following, spell: { until, reason, count: spell.length } };
  }

  /** What stands still goes on to be left out; once nothing stops it, or nobody was there, the spell is told. */
  private async spell(at: TriggerDue, spell: NonNullable<TriggerDue['spell']>, turn: Turn) {
    const { now, schedule, stoppedBy } = turn;
    const after = dueTimes(schedule, spell.until, COUNTED);
    const passed = after.filter((each) => each <= now);
    if (stoppedBy !== undefined && spell.reason !== 'MISSED') {
      const until = passed.at(-1) ?? spell.until;
      const longer = { ...at, spell: { ...spell, until, count: spell.count + passed.length } };
      return this.rest(longer, passed.length === COUNTED ? now : next(schedule, until), at);
    }
    if (spell.count > 0) await this.tell(at, spell);
    return this.move(at, { ...at, due: next(schedule, spell.until), spell: undefined }, now);
  }

  private async tell({ organizationId, triggerId, due }: TriggerDue, spell: NonNullable<TriggerDue['spell']>) {
    const { until, count } = spell;
    const body = { organizationId, triggerId, from: due, until, count, reason: spell.reason as SkipReason };
    await this.commands.execute(new MissFires.Command(body, contextOf(uuidV5(triggerId, `missed/${due}`))));
  }

  /** Goes on where nobody else did. */
  private async move(was: TriggerDue, is: TriggerDue, now: Instant): Promise<TriggerDue | undefined> {
    return (await this.vault.triggerDues.settle(was, is, plus(now, LEASE))) ? is : undefined;
  }

  private async rest(is: TriggerDue, lookAt: Instant, was = is): Promise<undefined> {
    await this.vault.triggerDues.settle(was, is, lookAt);
  }
}

/** So long whoever took a trigger has it alone. */
export const LEASE = { seconds: 30 };

/** The run of a due time (history.md §7). */
export const runOf = (triggerId: string, due: Instant): string => uuidV5(triggerId, due);

const contextOf = (commandId: string): CommandContext => ({
  commandId,
  actor: 'system:triggers',
  correlationId: commandId,
});

/** Every schedule goes on for ever; one that does not is looked at again in a year. */
const next = (schedule: Schedule, after: Instant): Instant =>
  dueTimes(schedule, after, 1)[0] ?? plus(after, { days: 365 });

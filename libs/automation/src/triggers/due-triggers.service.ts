import type { SkipReason } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { plus, type Frozen, type Instant } from '@annals/kernel';
import type { TriggerDue } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import type { Fleet } from '../fleet/fleet';
import { found, type FoundBot } from '../fleet/fleet-directory.service';
import type { DaysOff, Trigger } from '../fleet/triggers';
import { hasEnded, run } from '../run/run';
import { StartChecks } from '../run/start-checks.service';
import { ChangedTriggers } from './changed-triggers.service';
import { daysOffOf, isDayOff } from './days-off';
import { dueTimes, nextOf } from './due-times.service';
import { fateOf, type Fate } from './fate';
import { scheduleOf, type Schedule } from './past-schedules';
import { runOf, Settling } from './settling.service';

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
 * Fires what is due, each due time once (history.md §7). The first due time that is not settled is decided in the
 * stream of the run that is named by trigger and due time: it was requested or refused there, whoever asks again. A
 * spell after it is written down in the vault before the fleet's event tells of it, and nothing of it is fired from
 * then on. So whatever dies, and however many look at the same time, each due time has one fire or one recorded skip.
 */
@Injectable()
export class DueTriggers {
  constructor(
    private readonly store: EventStore,
    private readonly checks: StartChecks,
    private readonly settling: Settling,
    private readonly changed: ChangedTriggers,
  ) {}

  /** A trigger as it is now, with what stops it. What a change left over of its schedule before comes first. */
  async settle(taken: TriggerDue, now: Instant, state: Frozen<Fleet>): Promise<void> {
    const trigger = state.triggers.get(taken.triggerId);
    const schedule = scheduleOf(trigger);
    const isSame = schedule?.from === taken.from;
    const due = isSame ? taken : await this.changed.settle(taken, now, state);
    if (!trigger || !schedule || !due) return;
    const bot = found(state, due.organizationId, trigger.botId);
    const stoppedBy = await this.stops(due, trigger, bot);
    const turn = { now, trigger, bot, schedule, stoppedBy, off: daysOffOf(trigger, state.calendars) };
    let at: TriggerDue | undefined = due;
    for (let step = 0; step < STEPS && at; step += 1) at = await this.step(at, turn);
    if (at) await this.settling.rest(at, now);
  }

  private async stops(
    { organizationId, due }: TriggerDue,
    { triggerId, owner, isLeft }: Frozen<Trigger>,
    bot: FoundBot,
  ): Promise<SkipReason | undefined> {
    if (isLeft) return 'OWNER_GONE';
    const runId = runOf(triggerId, due);
    return this.checks.firstThatRefuses({ organizationId, runId, bot, askedBy: owner });
  }

  /**
   * Settles what comes first. @returns what comes next; undefined where that is not due yet, or somebody else has it
   */
  private async step(at: TriggerDue, turn: Turn): Promise<TriggerDue | undefined> {
    const { now, trigger, schedule } = turn;
    if (at.spell) return this.spell(at, at.spell, turn);
    const { missedUntil = '' } = trigger;
    if (missedUntil >= at.due) return this.settling.move(at, { ...at, due: nextOf(schedule, missedUntil) }, now);
    if (at.due > now) return this.settling.rest(at, at.due);
    const fate = await this.fate(at, turn);
    if (fate.does === 'wait') return this.settling.rest({ ...at, seenUntil: now }, plus(now, WAITS), at);
    const following = await this.decide(at, fate, turn);
    return this.settling.move(at, following, now);
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
    const isNew = await this.settling.ask(at, { bot, owner: trigger.owner, reason });
    const following = { ...at, due: nextOf(schedule, due) };
    const began = isNew ? reason === undefined : await this.isGoing(organizationId, runId);
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
      return this.settling.rest(longer, passed.length === COUNTED ? now : nextOf(schedule, until), at);
    }
    await this.settling.tell(at, spell);
    return this.settling.move(at, { ...at, due: nextOf(schedule, spell.until), spell: undefined }, now);
  }
}

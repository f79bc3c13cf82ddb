import { EventStore, type LogEvent } from '@annals/eventstore';
import type { Frozen, Instant } from '@annals/kernel';
import type { TriggerDue } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { fleet, type Fleet } from '../fleet/fleet';
import { dueTimes, nextOf } from './due-times.service';
import { pastSchedulesOf, scheduleOf, type FleetHappened, type PastSchedule } from './past-schedules';
import { Settling } from './settling.service';

/** So many due times are counted together. */
const COUNTED = 500;

/** A schedule that counts no more, and what is known of its trigger. */
interface Left extends PastSchedule {
  readonly now: Instant;
  readonly state: Frozen<Fleet>;
  readonly missedUntil: Instant | undefined;
}

/**
 * What came due under a schedule that a change ended, and was not settled before it: none of it fires, each is written
 * down as left out. The history of the fleet is read only where there may be such.
 */
@Injectable()
export class ChangedTriggers {
  constructor(
    private readonly store: EventStore,
    private readonly settling: Settling,
  ) {}

  /** @returns what is to be settled under the schedule that counts now; undefined where there is none, or not yet */
  async settle(due: TriggerDue, now: Instant, state: Frozen<Fleet>): Promise<TriggerDue | undefined> {
    let at: TriggerDue | undefined = due;
    if (mayHaveLeft(due, now, state)) {
      const { past, missedUntil } = await this.history(due);
      for (const each of past.filter(({ schedule }) => schedule.from >= due.from)) {
        at = at && (await this.begin(at, each.schedule, now));
        at = at && (await this.leaveOut(at, { ...each, now, state, missedUntil }));
      }
    }
    const counts = scheduleOf(state.triggers.get(due.triggerId));
    return at && (counts ? this.begin(at, counts, now) : this.settling.forget(at));
  }

  /** The schedule counts from then on. */
  private async begin(at: TriggerDue, schedule: PastSchedule['schedule'], now: Instant) {
    const { from } = schedule;
    if (at.from === from) return at;
    const { organizationId, triggerId, lastRunId } = at;
    const [due] = dueTimes(schedule, from, 1);
    if (due === undefined) return this.settling.forget(at);
    return this.settling.move(at, { organizationId, triggerId, from, due, lastRunId }, now);
  }

  /** The first one is refused in the stream of its run, unless it was decided there; those after it are one spell. */
  private async leaveOut(from: TriggerDue, left: Left): Promise<TriggerDue | undefined> {
    const { until, now } = left;
    let at: TriggerDue | undefined = from;
    while (at && (at.spell !== undefined || at.due <= until)) {
      const following: TriggerDue = at.spell ? await this.spell(at, at.spell, left) : await this.refuse(at, left);
      at = await this.settling.move(at, following, now);
    }
    return at;
  }

  private async refuse(at: TriggerDue, { state, botId, schedule, missedUntil = '' }: Left): Promise<TriggerDue> {
    if (missedUntil >= at.due) return { ...at, due: nextOf(schedule, missedUntil) };
    const workspaceId = state.bots.get(botId)?.workspaceId ?? state.retired.get(botId) ?? '';
    const owner = state.triggers.get(at.triggerId)?.owner;
    const isNew = await this.settling.ask(at, { bot: { botId, workspaceId }, owner, reason: 'TRIGGER_CHANGED' });
    const following = { ...at, due: nextOf(schedule, at.due) };
    return isNew ? { ...following, spell: { until: at.due, reason: 'TRIGGER_CHANGED', count: 0 } } : following;
  }

  /** What is left of a spell that began before is told as far as it was known; then one of the change begins. */
  private async spell(at: TriggerDue, spell: NonNullable<TriggerDue['spell']>, { schedule, until }: Left) {
    const isOwn = spell.reason === 'TRIGGER_CHANGED';
    const more = isOwn ? dueTimes(schedule, spell.until, COUNTED).filter((due) => due <= until) : [];
    if (more.length > 0)
      return { ...at, spell: { ...spell, until: more.at(-1) ?? spell.until, count: spell.count + more.length } };
    await this.settling.tell(at, spell);
    return { ...at, due: nextOf(schedule, spell.until), spell: undefined };
  }

  private history({ organizationId, triggerId }: TriggerDue) {
    return pastSchedulesOf(happened(this.store.read(`${fleet.category}-${organizationId}`)), triggerId);
  }
}

/** Nothing is where the first due time is still to come under the schedule before this one. */
function mayHaveLeft({ triggerId, from, due, spell }: TriggerDue, now: Instant, state: Frozen<Fleet>): boolean {
  const trigger = state.triggers.get(triggerId);
  const isLast = trigger?.from === from || trigger?.before === from;
  return !isLast || due <= now || spell !== undefined;
}

async function* happened(log: AsyncIterable<LogEvent>): AsyncIterable<FleetHappened> {
  for await (const event of log) yield { event: event as unknown as FleetHappened['event'], at: event.meta.at };
}

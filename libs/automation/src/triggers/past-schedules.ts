import type { FleetEvent } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import { triggersEvolve, type Timing, type Trigger, type Triggers } from '../fleet/triggers';

/** A schedule, and since when it counts. */
export interface Schedule extends Timing {
  readonly from: Instant;
}

/** By what a trigger comes due; undefined where it does not by the clock, or is off. */
export function scheduleOf(trigger: Frozen<Trigger> | undefined): Schedule | undefined {
  return trigger?.enabled && trigger.timing ? { ...trigger.timing, from: trigger.from } : undefined;
}

/** A schedule that counted until then. */
export interface PastSchedule {
  readonly botId: string;
  readonly schedule: Schedule;
  readonly until: Instant;
}

/** The schedules that a trigger had, and up to which due time the history says that they were left out. */
export interface PastSchedules {
  readonly past: readonly PastSchedule[];
  readonly missedUntil: Instant | undefined;
}

/** One event of a fleet, and when it happened. */
export interface FleetHappened {
  readonly event: FleetEvent;
  readonly at: Instant;
}

/** What a fleet's history says of one of its triggers, in order; also of one that is deleted. */
export async function pastSchedulesOf(
  history: AsyncIterable<FleetHappened>,
  triggerId: string,
): Promise<PastSchedules> {
  const triggers: Triggers = new Map();
  const past: PastSchedule[] = [];
  let missedUntil: Instant | undefined;
  for await (const { event, at } of history) {
    if (!isOf(event, triggerId)) continue;
    const before = triggers.get(triggerId);
    follow(triggers, event);
    const [schedule, after] = [scheduleOf(before), scheduleOf(triggers.get(triggerId))];
    if (before && schedule && schedule.from !== after?.from) past.push({ botId: before.botId, schedule, until: at });
    if (event.type === 'TriggerFiresMissed') missedUntil = event.data.until;
  }
  return { past, missedUntil };
}

const isOf = ({ data }: FleetEvent, triggerId: string): boolean => 'triggerId' in data && data.triggerId === triggerId;

function follow(triggers: Triggers, event: FleetEvent): void {
  const handlers = triggersEvolve as Partial<Record<string, (triggers: Triggers, event: FleetEvent) => void>>;
  handlers[event.type]?.(triggers, event);
}

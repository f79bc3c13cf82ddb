import { refused } from '@annals/contracts';
import { fromMilliseconds, milliseconds, plus, type Instant } from '@annals/kernel';
import { Cron } from 'croner';
import type { Schedule } from './past-schedules';

/**
 * The due times of a schedule after an instant, in order, `many` at most. In a zone whose clock moves: what falls into
 * a gap is due at the first instant after it, what falls into an hour that comes twice is due once, the first time;
 * patterns (every 15 minutes) count real minutes.
 */
export function dueTimes(schedule: Schedule, after: Instant, many: number): Instant[] {
  const { cron, everyMinutes, zone } = schedule;
  if (everyMinutes !== undefined) return everySoOften(schedule.from, { everyMinutes, after, many });
  if (cron === undefined) return [];
  return cronOf(cron, zone)
    .nextRuns(many, new Date(after))
    .map((due) => due.toISOString());
}

/** The due time after an instant. Every schedule goes on for ever; one that does not is looked at again in a year. */
export const nextOf = (schedule: Schedule, after: Instant): Instant =>
  dueTimes(schedule, after, 1)[0] ?? plus(after, { days: 365 });

const cronOf = (cron: string, timezone: string): Cron => new Cron(cron, { timezone, mode: '5-part', paused: true });

function everySoOften(
  from: Instant,
  { everyMinutes, after, many }: { readonly everyMinutes: number; readonly after: Instant; readonly many: number },
): Instant[] {
  const minute = milliseconds({ minutes: 1 });
  const step = everyMinutes * minute;
  const anchor = Math.floor(Date.parse(from) / minute) * minute;
  const first = Math.max(1, Math.floor((Date.parse(after) - anchor) / step) + 1);
  return Array.from({ length: many }, (_, n) => fromMilliseconds(anchor + (first + n) * step));
}

/** @throws Refused SCHEDULE_INVALID where it says nothing, cannot be read, or never comes due */
export function mustComeDue(schedule: Schedule): void {
  let next: Instant[];
  try {
    next = dueTimes(schedule, schedule.from, 1);
  } catch (error) {
    throw refused('SCHEDULE_INVALID', { why: error instanceof Error ? error.message : 'unreadable' });
  }
  if (next.length === 0) throw refused('SCHEDULE_INVALID', { why: 'never' });
}

/** The day of an instant in a zone, and its ISO day of the week (1 is Monday). */
export function dayIn(zone: string, at: Instant): { readonly date: string; readonly weekday: number } {
  const date = localTime(zone, at).slice(0, 'YYYY-MM-DD'.length);
  return { date, weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7 };
}

/** One for each zone: they cost more to make than to use. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What clocks there say: `2026-03-29 03:00`. */
export function localTime(zone: string, at: Instant): string {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(new Date(at));
}

/** Minutes that clocks there are ahead of UTC. */
function offset(zone: string, at: number): number {
  const local = Date.parse(`${localTime(zone, fromMilliseconds(at)).replace(' ', 'T')}:00Z`);
  return Math.round((local - at) / milliseconds({ minutes: 1 }));
}

/** When a zone's clock moves next, within a year, and by how many minutes; null where it does not. */
export function nextClockChange(zone: string, now: Instant): { readonly at: Instant; readonly minutes: number } | null {
  const [day, minute] = [milliseconds({ days: 1 }), milliseconds({ minutes: 1 })];
  const start = Math.floor(Date.parse(now) / minute) * minute;
  const before = offset(zone, start);
  const changed = Array.from({ length: 366 }, (_, n) => start + (n + 1) * day).find(
    (at) => offset(zone, at) !== before,
  );
  if (changed === undefined) return null;
  let [low, high] = [changed - day, changed];
  while (high - low > minute) {
    const middle = low + Math.floor((high - low) / minute / 2) * minute;
    if (offset(zone, middle) === before) low = middle;
    else high = middle;
  }
  return { at: fromMilliseconds(high), minutes: offset(zone, high) - before };
}

import { refused } from '@annals/contracts';
import { fromMilliseconds, milliseconds, plus, type Frozen, type Instant } from '@annals/kernel';
import type { Calendars } from '../fleet/calendars';
import type { DaysOff, Trigger } from '../fleet/triggers';
import { dayIn, dueTimes, mustComeDue } from './due-times.service';
import type { Schedule } from './past-schedules';

/** The days that are off for a trigger: its own, and those of the calendar that it names. */
export function daysOffOf(
  { daysOff, calendarId }: Frozen<Pick<Trigger, 'daysOff' | 'calendarId'>>,
  calendars: Frozen<Calendars>,
): readonly Frozen<DaysOff>[] {
  const calendar = calendarId === undefined ? undefined : calendars.get(calendarId);
  return [daysOff, calendar].filter((days) => days !== undefined);
}

/** Whether the day of an instant in a zone is off. */
export function isDayOff(off: readonly Frozen<DaysOff>[], zone: string, at: Instant): boolean {
  if (off.length === 0) return false;
  const { date, weekday } = dayIn(zone, at);
  return off.some(({ dates, weekdays }) => dates.includes(date) || weekdays.includes(weekday));
}

/** So many days off are passed over; what fires on none of the days after them is as good as never. */
const MOST_DAYS = 400;

/** When a schedule fires after an instant, and on which days off it would have. */
export interface Fires {
  readonly fires: readonly Instant[];
  readonly leftOut: readonly string[];
}

/** The first due times that are on no day off. A day off is passed over at once, however often it is due on it. */
export function firesOf(
  schedule: Schedule,
  { after, many, off }: { readonly after: Instant; readonly many: number; readonly off: readonly Frozen<DaysOff>[] },
): Fires {
  const { zone } = schedule;
  const weekdays = new Set(off.flatMap((days) => days.weekdays));
  const isNever = weekdays.size === 7;
  const [fires, leftOut]: [Instant[], string[]] = [[], []];
  let [due] = isNever ? [] : dueTimes(schedule, after, 1);
  while (due !== undefined && fires.length < many && leftOut.length < MOST_DAYS) {
    const isOff = isDayOff(off, zone, due);
    if (isOff) leftOut.push(dayIn(zone, due).date);
    else fires.push(due);
    [due] = dueTimes(schedule, isOff ? endOfDay(zone, due) : due, 1);
  }
  return { fires, leftOut };
}

/** @throws Refused SCHEDULE_INVALID where it cannot be read, never comes due, or does so on days off only */
export function mustFire(schedule: Schedule, off: readonly Frozen<DaysOff>[]): void {
  mustComeDue(schedule);
  const { fires } = firesOf(schedule, { after: schedule.from, many: 1, off });
  if (fires.length === 0) throw refused('SCHEDULE_INVALID', { why: 'days off' });
}

/** The last whole second of the day that an instant is in there, wherever the clock moves. */
function endOfDay(zone: string, at: Instant): Instant {
  const { date } = dayIn(zone, at);
  let [low, high] = [Date.parse(at), Date.parse(plus(at, { hours: 27 }))];
  while (high - low > milliseconds({ seconds: 1 })) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(zone, fromMilliseconds(middle)).date === date) low = middle;
    else high = middle;
  }
  return fromMilliseconds(low);
}

import { MOST_CALENDARS, refused, type FleetEvent } from '@annals/contracts';
import type { Frozen, SliceEvolve } from '@annals/kernel';
import type { DaysOff, Triggers } from './triggers';

/** Days that an organization has a name for, so that triggers go by it. */
export interface Calendar extends DaysOff {
  readonly name: string;
}

export type Calendars = Map<string, Calendar>;

interface Fleet {
  readonly calendars: Calendars;
  readonly triggers: Triggers;
}

export const calendarsEvolve = {
  CalendarDefined: (calendars, { data: { calendarId, weekdays, dates }, text: { name } }) => {
    calendars.set(calendarId, { name, weekdays, dates });
  },
  CalendarChanged: (calendars, { data: { calendarId, weekdays, dates }, text: { name } }) => {
    calendars.set(calendarId, { name, weekdays, dates });
  },
  CalendarRemoved: (calendars, { data }) => {
    calendars.delete(data.calendarId);
  },
} satisfies SliceEvolve<Calendars, FleetEvent>;

/** @throws Refused CALENDAR_NOT_FOUND */
export function mustHaveCalendar(
  { calendars }: Frozen<Pick<Fleet, 'calendars'>>,
  calendarId: string,
): Frozen<Calendar> {
  const calendar = calendars.get(calendarId);
  if (!calendar) throw refused('CALENDAR_NOT_FOUND');
  return calendar;
}

/** @throws Refused CALENDAR_LIMIT_REACHED */
export function mustHaveRoomForCalendar({ calendars }: Frozen<Pick<Fleet, 'calendars'>>): void {
  if (calendars.size >= MOST_CALENDARS) throw refused('CALENDAR_LIMIT_REACHED', { limit: MOST_CALENDARS });
}

/** @throws Refused CALENDAR_IN_USE with how many triggers go by it, also those that are off */
export function mustBeUnused({ triggers }: Frozen<Pick<Fleet, 'triggers'>>, calendarId: string): void {
  const count = [...triggers.values()].filter((each) => each.calendarId === calendarId).length;
  if (count > 0) throw refused('CALENDAR_IN_USE', { triggers: count });
}

/** Each day once, in order: what is said in another order is the same. */
export const sorted = ({ weekdays, dates }: DaysOff) => ({
  weekdays: [...new Set(weekdays)].sort(),
  dates: [...new Set(dates)].sort(),
});

import { calendarChanged, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveCalendar, sorted, type Calendar } from '../../fleet/calendars';
import type { Fleet } from '../../fleet/fleet';

export interface ChangeCalendar extends Calendar {
  readonly organizationId: string;
  readonly calendarId: string;
}

/** P14: a calendar has another name or other days; triggers go by them from now on. @throws Refused CALENDAR_NOT_FOUND */
export const changeCalendar: Decide<Fleet, ChangeCalendar, FleetEvent> = (fleet, command) => {
  const { calendarId, name } = command;
  const was = mustHaveCalendar(fleet, calendarId);
  const days = sorted(command);
  const isSo =
    JSON.stringify([was.name, was.weekdays, was.dates]) === JSON.stringify([name, days.weekdays, days.dates]);
  return isSo ? [] : [calendarChanged({ calendarId, ...days }, { name })];
};

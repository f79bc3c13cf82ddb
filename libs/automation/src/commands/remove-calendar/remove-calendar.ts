import { calendarRemoved, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeUnused, mustHaveCalendar } from '../../fleet/calendars';
import type { Fleet } from '../../fleet/fleet';

export interface RemoveCalendar {
  readonly organizationId: string;
  readonly calendarId: string;
}

/** P14: a calendar that nothing goes by is no more. @throws Refused CALENDAR_NOT_FOUND, CALENDAR_IN_USE */
export const removeCalendar: Decide<Fleet, RemoveCalendar, FleetEvent> = (fleet, { calendarId }) => {
  mustHaveCalendar(fleet, calendarId);
  mustBeUnused(fleet, calendarId);
  return [calendarRemoved({ calendarId })];
};

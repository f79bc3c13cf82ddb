import { calendarDefined, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveRoomForCalendar, sorted, type Calendar } from '../../fleet/calendars';
import type { Fleet } from '../../fleet/fleet';

export interface DefineCalendar extends Calendar {
  readonly organizationId: string;
}

/** P14: days that triggers go by get a name. Its id follows from the command. @throws Refused CALENDAR_LIMIT_REACHED */
export const defineCalendar: Decide<Fleet, DefineCalendar, FleetEvent> = (fleet, { name, ...days }, { id }) => {
  const calendarId = id('calendar');
  if (fleet.calendars.has(calendarId)) return [];
  mustHaveRoomForCalendar(fleet);
  return [calendarDefined({ calendarId, ...sorted(days) }, { name })];
};

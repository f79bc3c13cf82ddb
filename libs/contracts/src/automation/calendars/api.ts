import { z } from 'zod';
import { effect, id, instant, line, page, paged, reason, utcDay } from '../../words';

/** So many an organization has at most. */
export const MOST_CALENDARS = 20;

/** ISO days of the week (1 is Monday), and single days, in the zone of whatever goes by them. */
export const daysOff = {
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  dates: z.array(utcDay).max(400).default([]),
};
const said = { name: line(1, 80), ...daysOff };
/** POST …/calendars */
export const DefineCalendar = z.strictObject(said).meta({ id: 'DefineCalendar' });
/** POST …/calendars/{calendarId}: all of it as it shall be. */
export const ChangeCalendar = z.strictObject({ ...said, reason }).meta({ id: 'ChangeCalendar' });
/** POST …/calendars/{calendarId}/remove */
export const RemoveCalendar = z.strictObject({ reason }).meta({ id: 'RemoveCalendar' });
export const CalendarParams = z.object({ organizationId: id, calendarId: id });
export const CalendarEffect = z.object({ calendarId: id, ...effect }).meta({ id: 'CalendarEffect' });

/** Days on which triggers that name it do not fire. */
export const Calendar = z
  .object({
    calendarId: id,
    name: z.string(),
    weekdays: z.array(z.int()),
    dates: z.array(utcDay),
    /** How many triggers go by it. */
    triggers: z.int(),
    changedAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'Calendar' });
/** GET …/calendars: by name. */
export const ListCalendars = z.strictObject(page);
export const Calendars = z.object(paged(Calendar)).meta({ id: 'Calendars' });

import { z } from 'zod';
import { effect, id, instant, line, page, paged, reason, utcDay } from '../../words';

/** So many an organization has at most. */
export const MOST_CALENDARS = 20;
/** So many single days one has at most. */
export const MOST_DATES = 400;

/** ISO days of the week (1 is Monday), and single days, in the zone of whatever goes by them. */
export const daysOff = {
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  dates: z.array(utcDay).max(MOST_DATES).default([]),
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

/** GET …/holidays/countries: those whose public holidays are known. A region may be one of another: `BY.A`. */
export const HolidayCountries = z
  .object({
    countries: z
      .array(
        z.object({
          country: z.string(),
          name: z.string(),
          regions: z.array(z.object({ region: z.string(), name: z.string() })).max(100),
        }),
      )
      .max(300),
  })
  .meta({ id: 'HolidayCountries' });

/** So many years are asked for at once. */
export const MOST_HOLIDAY_YEARS = 3;
/** Years of which every calendar that holidays go by is known. */
const YEARS = /^20[0-6]\d(?:,20[0-6]\d){0,2}$/;
/** GET …/holidays */
export const ListHolidays = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .meta({ example: 'NO' }),
  region: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}(?:\.[A-Za-z0-9]{1,20})?$/)
    .optional()
    .meta({ example: undefined }),
  years: z.string().regex(YEARS, 'names one to three years from 2000 to 2069').meta({ example: '2026,2027' }),
});
/** Each day once, in order. */
export const Holidays = z
  .object({ days: z.array(z.object({ date: utcDay, name: z.string() })).max(MOST_DATES) })
  .meta({ id: 'Holidays' });

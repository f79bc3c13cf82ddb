import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { id, line, utcDay } from '../../words';

const set = {
  data: { calendarId: id, weekdays: z.array(z.int().min(1).max(7)), dates: z.array(utcDay) },
  text: { name: line(1, 80) },
};
/** In stream `fleet-{organizationId}`: days on which triggers that name it do not fire. */
export const calendarDefined = defineEvent('CalendarDefined', set);
export const calendarChanged = defineEvent('CalendarChanged', set);
export const calendarRemoved = defineEvent('CalendarRemoved', { data: { calendarId: id } });

export const calendarEvents = { calendarDefined, calendarChanged, calendarRemoved };

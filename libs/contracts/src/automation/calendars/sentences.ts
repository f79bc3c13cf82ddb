import type { EventOf } from '../../define-event';
import { calendar, tells, type SentenceTemplate } from '../../sentence';
import * as events from './events';

export type CalendarEvent = EventOf<(typeof events.calendarEvents)[keyof typeof events.calendarEvents]>;

/** How what happens to calendars reads. */
export const calendarSentences: { readonly [Type in CalendarEvent['type']]: SentenceTemplate<Type> } = {
  CalendarDefined: tells(events.calendarDefined, ({ calendarId }) => ['defined the calendar ', calendar(calendarId)]),
  CalendarChanged: tells(events.calendarChanged, ({ calendarId }) => ['changed the calendar ', calendar(calendarId)]),
  CalendarRemoved: tells(events.calendarRemoved, ({ calendarId }) => ['removed the calendar ', calendar(calendarId)]),
};

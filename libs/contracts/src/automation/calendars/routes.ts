import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const calendars = '/api/v1/organizations/{organizationId}/calendars';
const calendar = `${calendars}/{calendarId}` as const;

export const defineCalendar = route({
  method: 'POST',
  path: calendars,
  params: OrganizationParams,
  body: api.DefineCalendar,
  answer: api.CalendarEffect,
  status: 201,
  access: 'triggers:create',
  tag: 'calendars',
  sentence: 'Names days on which triggers that go by them do not fire. An organization has 20 such calendars at most.',
  refusals: ['CALENDAR_LIMIT_REACHED'],
});

export const changeCalendar = route({
  method: 'POST',
  path: calendar,
  params: api.CalendarParams,
  body: api.ChangeCalendar,
  answer: api.CalendarEffect,
  access: 'triggers:create',
  tag: 'calendars',
  sentence: 'Changes a calendar, all of it. Triggers go by it from now on.',
  refusals: ['CALENDAR_NOT_FOUND'],
});

export const removeCalendar = route({
  method: 'POST',
  path: `${calendar}/remove`,
  params: api.CalendarParams,
  body: api.RemoveCalendar,
  answer: api.CalendarEffect,
  access: 'triggers:create',
  tag: 'calendars',
  sentence: 'Removes a calendar that no trigger goes by.',
  refusals: ['CALENDAR_NOT_FOUND', 'CALENDAR_IN_USE'],
});

export const listCalendars = route({
  method: 'GET',
  path: calendars,
  params: OrganizationParams,
  query: api.ListCalendars,
  answer: api.Calendars,
  access: 'triggers:read',
  tag: 'calendars',
  sentence: 'The calendars of an organization by name, with their days and how many triggers go by them.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

const holidays = '/api/v1/organizations/{organizationId}/holidays';

export const listHolidayCountries = route({
  method: 'GET',
  path: `${holidays}/countries`,
  params: OrganizationParams,
  answer: api.HolidayCountries,
  access: 'triggers:read',
  tag: 'calendars',
  sentence: 'The countries whose public holidays are known, by name, and their regions.',
  byWorkspace: true,
});

export const listHolidays = route({
  method: 'GET',
  path: holidays,
  params: OrganizationParams,
  query: api.ListHolidays,
  answer: api.Holidays,
  access: 'triggers:read',
  tag: 'calendars',
  sentence:
    'Public holidays of a country, or of a region of it, in one to three years: whole days, to be put into a calendar, which keeps the dates.',
  refusals: ['COUNTRY_NOT_FOUND', 'REGION_NOT_FOUND'],
  byWorkspace: true,
});

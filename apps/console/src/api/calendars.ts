import { type AnswerOf, type CallOf, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.automation;

export type AnyCalendar = AnswerOf<typeof api.listCalendars>['items'][number];

/** All of them by name: there are few. */
export const calendarsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'calendars'],
    queryFn: ({ signal }) => call(api.listCalendars)({ organizationId, limit: 200 }, signal),
  });

/** Countries whose public holidays the server knows. They change with its release only. */
export const holidayCountriesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'holidays', 'countries'],
    queryFn: ({ signal }) => call(api.listHolidayCountries)({ organizationId }, signal),
    staleTime: Infinity,
  });
export type HolidayPlace = Omit<CallOf<typeof api.listHolidays>, 'organizationId'>;
export const holidaysQuery = (organizationId: string, place: HolidayPlace) =>
  queryOptions({
    queryKey: ['org', organizationId, 'holidays', place],
    queryFn: ({ signal }) => call(api.listHolidays)({ organizationId, ...place }, signal),
    staleTime: Infinity,
    enabled: place.country !== '' && place.years !== '',
  });

export const defineCalendar = (body: CallOf<typeof api.defineCalendar>, key: string) =>
  call(api.defineCalendar)(body, key);
export const changeCalendar = (body: CallOf<typeof api.changeCalendar>, key: string) =>
  call(api.changeCalendar)(body, key);
export const removeCalendar = (body: CallOf<typeof api.removeCalendar>, key: string) =>
  call(api.removeCalendar)(body, key);

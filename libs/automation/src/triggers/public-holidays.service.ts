import type { AnswerOf, routes } from '@annals/contracts';
import { milliseconds, plus } from '@annals/kernel';
import type DateHolidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';

export type Library = typeof DateHolidays;
export type Countries = AnswerOf<typeof routes.automation.listHolidayCountries>['countries'];
export type Days = AnswerOf<typeof routes.automation.listHolidays>['days'];

/** A country, or a region of it: `BY`, or `BY.A` for one of another. */
export interface HolidayPlace {
  readonly country: string;
  readonly region?: string | undefined;
}

/** Every country that it knows, by name, and their regions. */
export function countriesOf(HolidaysOf: Library): Countries {
  const library = new HolidaysOf();
  const named = (names: Readonly<Record<string, string>> | undefined) =>
    Object.entries(names ?? {}).map(([code, name]) => ({ code, name }));
  const regionsOf = (country: string) =>
    named(library.getStates(country, 'en')).flatMap(({ code, name }) => [
      { region: code, name },
      ...named(library.getRegions(country, code, 'en')).map((part) => ({
        region: `${code}.${part.code}`,
        name: `${name}, ${part.name}`,
      })),
    ]);
  return byName(
    named(library.getCountries('en')).map(({ code, name }) => ({
      country: code,
      name,
      regions: byName(regionsOf(code)),
    })),
  );
}

const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
  [...all].sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** The days of a year that are off as a whole, in order; a holiday of several days is each of them. */
export function daysOf(HolidaysOf: Library, { country, region = '' }: HolidayPlace, year: number): Days {
  const [state = '', part = ''] = region.split('.');
  const library = new HolidaysOf(country, state, part, { types: ['public'] });
  return library
    .getHolidays(year, 'en')
    .flatMap((holiday) => wholeDays(holiday).map((date) => ({ date, name: holiday.name })))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

const HOUR = milliseconds({ hours: 1 });

/**
 * It begins at the midnight that it says, or some hours before where days begin in the evening. What begins later is
 * no whole day, and neither is what is shorter by more than the clock moves.
 */
function wholeDays({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [first = '', time] = date.split(' ');
  if (time !== '00:00:00') return [];
  const many = Math.floor(((end.getTime() - start.getTime()) / HOUR + 2) / 24);
  return Array.from({ length: many }, (_, n) =>
    plus(`${first}T00:00:00.000Z`, { days: n }).slice(0, 'YYYY-MM-DD'.length),
  );
}

import type { AnyCalendar } from '../../api/calendars';
import { list, plural } from '../../format/words';

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** The days that are off: "Saturdays and Sundays, and 12 dates". */
export function daysWords({ weekdays: off, dates }: Pick<AnyCalendar, 'weekdays' | 'dates'>): string {
  const ofWeek = list(off.map((day) => weekdays[day - 1] ?? ''));
  if (dates.length === 0) return off.length === 0 ? 'No days yet' : ofWeek;
  const single = plural(dates.length, 'date');
  return off.length === 0 ? single : `${ofWeek}, and ${single}`;
}

/** Dates as they are typed, one on each line or with anything between. */
export const datesIn = (typed: string): string[] => typed.split(/[\s,;]+/).filter((date) => date !== '');

/** What is typed with more dates: each once, in order, one on each line. */
export const withDates = (typed: string, more: readonly string[]): string =>
  [...new Set([...datesIn(typed), ...more])].sort().join('\n');

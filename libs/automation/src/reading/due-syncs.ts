import { plus, type Instant } from '@annals/kernel';

const periods: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** When a source is read by itself after an instant: a whole number of days or weeks after it was said. */
export function nextSync(every: string, from: Instant | undefined, after: Instant): Instant | undefined {
  const days = periods[every];
  if (days === undefined || from === undefined) return undefined;
  const day = Date.parse(plus(from, { days: 1 })) - Date.parse(from);
  const passed = Math.floor((Date.parse(after) - Date.parse(from)) / (days * day));
  return plus(from, { days: days * (Math.max(0, passed) + 1) });
}

const second = 1000,
  minute = 60 * second,
  hour = 60 * minute,
  day = 24 * hour;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (value: number) => String(value).padStart(2, '0');

/** "3 Jun 2026", in UTC. */
export function date(at: string): string {
  const moment = new Date(at);
  return `${moment.getUTCDate()} ${months[moment.getUTCMonth()]} ${moment.getUTCFullYear()}`;
}

/** "25 November", in UTC: for dates within a year. */
export function dayAndMonth(at: string): string {
  const moment = new Date(at);
  return `${moment.getUTCDate()} ${longMonths[moment.getUTCMonth()]}`;
}

/** "14:31:55", in UTC. */
export function clock(at: string | number, seconds = true): string {
  const moment = new Date(at);
  return `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}${seconds ? `:${two(moment.getUTCSeconds())}` : ''}`;
}

/** "19 Nov 2026, 14:27:47 UTC". */
export const exact = (at: string): string => `${date(at)}, ${clock(at)} UTC`;

/** The same instant where the reader is: "19 Nov 2026, 15:27:47 GMT+1". */
export function local(at: string, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  return parts.format(new Date(at));
}

/**
 * "6 min ago", "in 7 d"; up to 45 days, then the date. Less than a second, or a clock that runs ahead by up to a
 * minute, is "now".
 */
export function relative(at: string, now: number): string {
  const passed = now - new Date(at).getTime();
  if (passed < second && passed > -minute) return 'now';
  const distance = Math.abs(passed);
  if (distance > 45 * day) return date(at);
  const words = span(distance, passed > 0 ? Math.floor : Math.round);
  return passed > 0 ? `${words} ago` : `in ${words}`;
}

/** Whole units passed; what is to come is rounded: what was made a moment ago to last 30 days ends in 30, not in 29. */
function span(distance: number, whole: (value: number) => number): string {
  if (distance < minute) return `${whole(distance / second)} s`;
  if (distance < 90 * minute) return `${whole(distance / minute)} min`;
  if (distance < 36 * hour) return `${whole(distance / hour)} h`;
  return `${whole(distance / day)} d`;
}

/** How long something took: "38 ms", "4.1 s", "1 min 04 s", "2 h 05 min". */
export function duration(milliseconds: number): string {
  if (milliseconds < second) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < minute) return `${(milliseconds / second).toFixed(1)} s`;
  if (milliseconds < hour)
    return `${Math.floor(milliseconds / minute)} min ${two(Math.floor((milliseconds % minute) / second))} s`;
  return `${Math.floor(milliseconds / hour)} h ${two(Math.floor((milliseconds % hour) / minute))} min`;
}

/** The UTC day of an instant, YYYY-MM-DD. */
export const utcDay = (at: string | number): string => new Date(at).toISOString().slice(0, 10);

/** The last moment of a day as a date field has it: days are UTC. */
export const endOfDay = (typed: string): string => `${typed}T23:59:59.999Z`;

/** A day so many days from now, as a date field has it. */
export const dayIn = (days: number): string => utcDay(Date.now() + days * day);

/** A UTC day as a heading: its name ("Today", "Yesterday" or "Monday") and its date ("Thursday 19 November"). */
export function dayHeading(of: string, now: number): { name: string; date: string } {
  const moment = new Date(`${of}T00:00:00Z`);
  const weekday = weekdays[moment.getUTCDay()] ?? '';
  const year = moment.getUTCFullYear() === new Date(now).getUTCFullYear() ? '' : ` ${moment.getUTCFullYear()}`;
  const full = `${moment.getUTCDate()} ${longMonths[moment.getUTCMonth()]}${year}`;
  if (of === utcDay(now)) return { name: 'Today', date: `${weekday} ${full}` };
  if (of === utcDay(now - day)) return { name: 'Yesterday', date: `${weekday} ${full}` };
  return { name: weekday, date: full };
}

/** A day below a bar of a chart: "6 Nov" for the first, "S 7" (weekday and day) for others, "Today". */
export function chartDay(of: string, first: boolean, today: string): string {
  if (of === today) return 'Today';
  const moment = new Date(`${of}T00:00:00Z`);
  return first || moment.getUTCDate() === 1
    ? `${moment.getUTCDate()} ${months[moment.getUTCMonth()]}`
    : `${(weekdays[moment.getUTCDay()] ?? '').slice(0, 1)} ${moment.getUTCDate()}`;
}

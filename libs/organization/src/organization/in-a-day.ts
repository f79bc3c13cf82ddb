import { millisecondsBetween, plus, type Frozen, type Instant } from '@annals/kernel';

const DAY = { days: 1 };
const isOver = (asked: Instant, now: Instant): boolean => plus(asked, DAY) <= now;

/** Remembers that something was asked for, and forgets what a day has passed of; the first one is first. */
export function count(asked: Instant[], at: Instant): void {
  while (asked[0] !== undefined && isOver(asked[0], at)) asked.shift();
  asked.push(at);
}

/** How often something was asked for within a day of now. */
export const countOf = (asked: Frozen<Instant[]>, now: Instant): number =>
  asked.filter((at) => !isOver(at, now)).length;

/** What to say when something was asked for as often as it may be in a day; undefined when there is room. */
export function spent(asked: Frozen<Instant[]>, limit: number, now: Instant) {
  const last = asked.at(-limit);
  if (last === undefined || isOver(last, now)) return undefined;
  return { limit, retryAfter: Math.ceil(millisecondsBetween(now, plus(last, DAY)) / 1000) };
}

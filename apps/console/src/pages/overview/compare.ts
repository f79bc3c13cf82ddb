/** Runs that ended on one UTC day. */
export interface RunDay {
  day: string;
  succeeded: number;
  failed: number;
  refused: number;
}

/**
 * The last day beside those before it.
 * @returns `usual`: how many runs end on a day that has any; `points`: how the share of successes differs, in
 * percentage points; both null without anything to compare
 */
export function compare(days: readonly RunDay[]): {
  today: RunDay;
  ended: number;
  usual: number | null;
  points: number | null;
} {
  const today = days.at(-1) ?? { day: '', succeeded: 0, failed: 0, refused: 0 };
  const before = days.slice(0, -1).filter((day) => total(day) > 0);
  const usual =
    before.length === 0 ? null : Math.round(before.reduce((sum, day) => sum + total(day), 0) / before.length);
  const succeeded = before.reduce((sum, day) => sum + day.succeeded, 0);
  const judged = before.reduce((sum, day) => sum + day.succeeded + day.failed, 0);
  const judgedToday = today.succeeded + today.failed;
  const points = judged === 0 || judgedToday === 0 ? null : 100 * (today.succeeded / judgedToday - succeeded / judged);
  return { today, ended: total(today), usual, points };
}

/** All runs of a day. */
export const total = (day: RunDay): number => day.succeeded + day.failed + day.refused;

/** Round marks from 0 to at least `highest`, five at most: 0, 500, 1000, 1500. */
export function marks(highest: number): number[] {
  const rough = Math.max(highest, 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power);
  return Array.from({ length: Math.ceil(Math.max(highest, 1) / step) + 1 }, (_, index) => index * step);
}

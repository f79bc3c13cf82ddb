import type { RunFigures } from '@annals/contracts';
import type { z } from 'zod';
import { clock, date } from '../../format/time';
import { count } from '../../format/words';

/** What is counted of the runs that match. */
export type Figures = z.output<typeof RunFigures>;
type Bucket = Figures['buckets'][number];

/** How many runs a bar stands for. */
export const total = ({ succeeded, failed, refused, other }: Bucket): number => succeeded + failed + refused + other;

/** "3 Oct 2026, 15:00 UTC: 40 runs, 2 failed, 1 refused" */
export function barWords(bucket: Bucket): string {
  const { at, failed, refused } = bucket;
  const parts = [
    `${count(total(bucket))} ${total(bucket) === 1 ? 'run' : 'runs'}`,
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(refused > 0 ? [`${count(refused)} refused`] : []),
  ];
  return `${date(at)}, ${clock(at, false)} UTC: ${parts.join(', ')}`;
}

/** What stands below a bar: the hour, or where bars are longer the day. */
export const tick = ({ at }: Bucket, minutes: number): string =>
  minutes < 360 ? clock(at, false) : date(at).split(' ').slice(0, 2).join(' ');

/** From the first of some bars to the end of the last, whichever way they were chosen. */
export function stretchOf(
  { buckets, minutes }: Pick<Figures, 'buckets' | 'minutes'>,
  [one, other]: readonly [number, number],
) {
  const [first, last] = [buckets[Math.min(one, other)], buckets[Math.max(one, other)]];
  if (first === undefined || last === undefined) return undefined;
  const end = new Date(Date.parse(last.at) + minutes * 60_000).toISOString();
  return { from: first.at, to: end };
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaled } from '@annals/testing';

/** A number that is another one when the console is. */
export const turn = createHash('sha256')
  .update(readFileSync(join(__dirname, '../../dist/index.html')))
  .digest()
  .readUInt32BE();

/** So many of them on every commit, other ones when the console is another; by night all. */
export function byTurns<T>(all: readonly T[], atOnce: number): readonly T[] {
  const turns = Math.ceil(all.length / atOnce);
  return scaled(
    all.filter((_, nth) => (nth + turn) % turns === 0),
    all,
  );
}

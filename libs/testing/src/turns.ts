import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scaled } from './scaled';

const root = resolve(__dirname, '../../..');
const BUNDLED = join(root, 'dist/bundled');

let number: number | undefined;
/**
 * A number that is another one where something else was built. The page of the console names all its files by their
 * content; our own files of the processes are read.
 */
export function turn(): number {
  if (number !== undefined) return number;
  const hash = createHash('sha256').update(readFileSync(join(root, 'apps/console/dist/index.html')));
  for (const file of readdirSync(BUNDLED).sort())
    if (/^[^~]+\.js$/.test(file)) hash.update(readFileSync(join(BUNDLED, file)));
  number = hash.digest().readUInt32BE();
  return number;
}

/**
 * Whether one of many like things is looked at in this run: on every commit each `turns`-th, others where something
 * else was built, by night all.
 * @param nth its place among them, from 0
 */
export const isTheirTurn = (nth: number, turns: number): boolean => scaled((nth + turn()) % turns === 0, true);

/** So many of them on every commit, by turns; by night all. */
export function byTurns<T>(all: readonly T[], atOnce: number): readonly T[] {
  const turns = Math.ceil(all.length / atOnce);
  return all.filter((_, nth) => isTheirTurn(nth, turns));
}

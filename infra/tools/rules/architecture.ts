import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from './rule';

const PAGE = 'docs/architecture.md';

const roomsOf = (root: string, floor: string): string[] => {
  const full = join(root, floor);
  if (!existsSync(full)) return [];
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => `${floor}/${name}`);
};

/** The page of the house names every process and library, and none that is gone. */
export const architecture: Rule = {
  name: 'architecture',
  check(root) {
    if (!existsSync(join(root, PAGE))) return [`${PAGE} is missing.`];
    const named = new Set(readFileSync(join(root, PAGE), 'utf8').match(/\b(?:apps|libs)\/[a-z0-9-]+/g));
    const rooms = ['apps', 'libs'].flatMap((floor) => roomsOf(root, floor));
    return [
      ...rooms.filter((room) => !named.has(room)).map((room) => `${PAGE} does not name ${room}.`),
      ...[...named].filter((room) => !rooms.includes(room)).map((room) => `${PAGE} names ${room}, which is gone.`),
    ];
  },
};

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A rule of the house: it gives a sentence for each thing that breaks it. */
export interface Rule {
  readonly name: string;
  readonly check: (root: string) => readonly string[];
}

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage']);

/** All files below a folder of the repository, relative to the root and sorted; nothing installed, built or hidden. */
export function filesBelow(root: string, folder: string): string[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((name) => !NOT_OURS.has(name) && !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(join(root, path)).isDirectory() ? filesBelow(root, path) : [path];
    });
}

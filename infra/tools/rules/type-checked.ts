import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { filesBelow, type Rule } from './rule';

/** Processes and libraries, the console, and its browser specs: each is type-checked by itself. */
export const projects: readonly string[] = [
  'tsconfig.json',
  'apps/console/tsconfig.json',
  'apps/console/e2e/tsconfig.json',
];

/** What of a tsconfig.json says which files it compiles. */
export const Project = z.object({ include: z.array(z.string()), exclude: z.array(z.string()).default([]) });

/** Whether a project names a file, by itself or by a folder that it is in. */
function namedBy(root: string, project: string): (file: string) => boolean {
  const { include, exclude } = Project.parse(JSON.parse(readFileSync(join(root, project), 'utf8')));
  const isIn = (file: string, names: readonly string[]) =>
    names.map((name) => join(dirname(project), name)).some((path) => file === path || file.startsWith(`${path}/`));
  return (file) => isIn(file, include) && !isIn(file, exclude);
}

/**
 * What no project names, the compiler never sees, and the linter guesses at its types. The benchmarks are scripts with
 * packages of their own.
 */
export const typeChecked: Rule = {
  name: 'type-checked',
  check(root) {
    const named = projects
      .filter((project) => existsSync(join(root, project)))
      .map((project) => namedBy(root, project));
    return filesBelow(root, '.')
      .filter(
        (file) => /\.tsx?$/.test(file) && !file.startsWith('infra/bench/') && !named.some((isNamed) => isNamed(file)),
      )
      .map((file) => `${file} is in no tsconfig.json.`);
  },
};

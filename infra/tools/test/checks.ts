import { projects } from '../rules/type-checked';
import { newFiles } from './new-files';
import { node } from './node';
import type { Result } from './result';

const asOne = (codes: readonly number[]): Result =>
  codes.every((code) => code === 0) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** Several checkers look at much of what they share each for itself: one takes half of the processor time. */
const tsc = (project: string) =>
  node('node_modules/typescript7/bin/tsc', ['--noEmit', '--checkers', '1', '-p', project]);

/** Types of the processes and libraries, with what the generator writes; of the console; of its browser specs. */
export async function types(): Promise<Result> {
  const codes: number[] = [];
  for (const project of [newFiles(), ...projects.slice(1)]) codes.push(await tsc(project));
  return asOne(codes);
}

/** The linter, with the rules of .oxlintrc.json and of no other file below. */
export const oxlint = { script: 'node_modules/oxlint/bin/oxlint', args: ['--config', '.oxlintrc.json'] } as const;

/** Lines as `npm run format` writes them (.oxfmtrc.json), and no finding of the linter. */
export async function lint(): Promise<Result> {
  return asOne([await node('node_modules/oxfmt/bin/oxfmt', ['--check']), await node(oxlint.script, oxlint.args)]);
}

/** The import rules of .dependency-cruiser.cjs. */
export async function depcruise(): Promise<Result> {
  return asOne([
    await node('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
      'apps',
      'libs',
      'infra/tools',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]),
  ]);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './node';
import type { Result } from './result';

const asOne = (codes: readonly number[]): Result => (codes.every((code) => code === 0) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Types of the processes and libraries, of the console, and of its browser specs. */
export async function types(): Promise<Result> {
  const projects = ['tsconfig.json', 'apps/console/tsconfig.json', 'apps/console/e2e/tsconfig.json'].filter((file) => existsSync(join(root, file)));
  const codes: number[] = [];
  for (const project of projects) codes.push(await node('node_modules/typescript7/bin/tsc', ['--noEmit', '-p', project]));
  return asOne(codes);
}

export async function lint(): Promise<Result> {
  return asOne([await node('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0'])]);
}

/** The import rules of .dependency-cruiser.cjs. */
export async function depcruise(): Promise<Result> {
  return asOne([await node('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ['apps', 'libs', 'infra/tools', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'])]);
}

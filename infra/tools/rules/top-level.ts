import { readdirSync } from 'node:fs';
import type { Rule } from './rule';

const ALLOWED = new Set([
  'apps',
  'libs',
  'infra',
  'docs',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'jest.config.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'node_modules',
  'dist',
  'coverage',
]);

/** The top level is a table of contents: nothing else lands there. */
export const topLevel: Rule = {
  name: 'top-level',
  check: (root) =>
    readdirSync(root)
      .filter((name) => !name.startsWith('.') && !ALLOWED.has(name))
      .map((name) => `${name} does not belong at the top level.`),
};

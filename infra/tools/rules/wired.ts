import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTEXTS } from './roles';
import { filesBelow, type Rule } from './rule';

/** How what a context is made of is written: the name of each is to be found in the context's value. */
const WRITTEN = [
  /^export const (\w+) = (?:command|query|view|reaction|job|timer|serve)(?:<[^(]*>)?\(/gm,
  /^@(?:CommandHandler|QueryHandler|Controller)\([^)]*\)\s*(?:@\w+\([^)]*\)\s*)*export class (\w+)/gm,
];
const IMPORT = /^import [^;]*;$/gm;

function text(root: string, file: string): string {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
}

/** Whether something is part of a value, and not only imported beside it. */
function has(value: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(value.replace(IMPORT, ''));
}

/** Whether the handler comes with a controller of its file, for which the same is asked. */
function isServed(program: string, name: string): boolean {
  return new RegExp(`^export const \\w+ = serve\\(\\s*[\\w.]+,\\s*${name}\\b`, 'm').test(program);
}

/** What is written in a context and not in its value: no process would have it, and nobody would be told. */
function forgotten(root: string, context: string): string[] {
  const file = `libs/${context}/src/${context}.context.ts`;
  const value = text(root, file);
  return filesBelow(root, `libs/${context}/src`)
    .filter((each) => each.endsWith('.ts') && !/\.spec\.ts$|\/testing\//.test(each) && each !== file)
    .flatMap((each) =>
      WRITTEN.flatMap((written) => [...text(root, each).matchAll(written)])
        .map(([, name = '']) => name)
        .filter((name) => !has(value, name) && !isServed(text(root, each), name))
        .map((name) => `${name} (${each}) is not in ${file}.`),
    );
}

/** Every handler, view, reaction, job, timer and route is in its context, and every context is in the list. */
export const wired: Rule = {
  name: 'wired',
  check(root) {
    const list = text(root, 'libs/contexts/src/contexts.ts');
    const there = CONTEXTS.filter((context) => filesBelow(root, `libs/${context}/src`).length > 0);
    return [
      ...there
        .filter((context) => !has(list, `${context}Context`))
        .map((context) => `${context}Context is not in libs/contexts/src/contexts.ts.`),
      ...there.flatMap((context) => forgotten(root, context)),
    ];
  },
};

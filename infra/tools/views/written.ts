import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { filesBelow } from '../rules/rule';

/** A view as it is written: what its rows come from. */
export interface WrittenView {
  readonly name: string;
  readonly version: number;
  /** Of its file and of what that takes from its own folder: tables, handlers, and nothing that a reader alone sees. */
  readonly sha256: string;
}

const VIEW = /^export const \w+ = view\(\{\s*name: '(\w+)',\s*version: (\d+),/gm;
const ANY_VIEW = /^export const \w+ = view\(/gm;
const NOT_OF_PROCESSES = /\.spec\.ts$|\/testing\//;

/** The words of a program, without comments, spaces, line ends and the commas that a formatter adds before them. */
function words(program: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, program);
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    if (/^[)\]}]$/.test(scanner.getTokenText()) && found.at(-1) === ',') found.pop();
    found.push(scanner.getTokenText());
  }
  return found.join('\n');
}

const programs = (root: string): string[] =>
  filesBelow(root, 'libs').filter((file) => file.endsWith('.ts') && !NOT_OF_PROCESSES.test(file));

/** A file, and the files of its folder that it imports, each once. */
function together(root: string, file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file) || !existsSync(join(root, file))) return known;
  known.add(file);
  for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(/ from '(\.\/[^']+)';/g))
    together(root, normalize(join(dirname(file), `${name}.ts`)), known);
  return known;
}

function hashOf(root: string, file: string): string {
  const hash = createHash('sha256');
  for (const each of together(root, file))
    hash.update(words(readFileSync(join(root, each), 'utf8').replace(VIEW, 'view({'))).update('\0');
  return hash.digest('hex');
}

/** Views whose name and version are not the first that they say, so that they would be missed here. */
export function oddViews(root: string): string[] {
  return programs(root).filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(ANY_VIEW)].length !== [...text.matchAll(VIEW)].length;
  });
}

/** Every view of the libraries, by its name. */
export function writtenViews(root: string): WrittenView[] {
  return programs(root)
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(VIEW)].map(([, name = '', version]) => ({
        name,
        version: Number(version),
        sha256: hashOf(root, file),
      })),
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

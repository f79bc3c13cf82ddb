import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterCommand, newCommand } from './new/command';
import { afterQuery, newQuery } from './new/query';

/** `npm run new command organization/invite-member`: makes the folder of a command; `query`, the file of a query. */
const root = resolve(__dirname, '../..');

const KINDS = new Map([
  ['command', { files: newCommand, next: afterCommand }],
  ['query', { files: newQuery, next: afterQuery }],
]);

function main([kind = '', path]: readonly string[]): void {
  const made = KINDS.get(kind);
  if (made === undefined || path === undefined)
    throw new Error(
      'Say what to make: npm run new command organization/invite-member, or npm run new query organization/people/list-members',
    );
  const files = made.files(root, path);
  const there = files.find((file) => existsSync(join(root, file.path)));
  if (there !== undefined) throw new Error(`${there.path} is already there.`);
  for (const file of files) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
  process.stdout.write(`${[...files.map((file) => `made ${file.path}`), ...made.next(path)].join('\n')}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

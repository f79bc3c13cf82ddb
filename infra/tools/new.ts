import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { newCommand, nextSteps } from './new/command';

/** `npm run new command organization/invite-member`: makes the folder of a command. */
const root = resolve(__dirname, '../..');

function main([kind, path]: readonly string[]): void {
  if (kind !== 'command' || path === undefined)
    throw new Error('Say what to make: npm run new command organization/invite-member');
  const files = newCommand(root, path);
  const there = files.find((file) => existsSync(join(root, file.path)));
  if (there !== undefined) throw new Error(`${there.path} is already there.`);
  for (const file of files) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
  process.stdout.write(`${[...files.map((file) => `made ${file.path}`), ...nextSteps(path)].join('\n')}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

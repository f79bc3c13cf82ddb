import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterCommand, newCommand } from './new/command';
import { afterQuery, newQuery } from './new/query';
import { afterReaction, newReaction } from './new/reaction';
import { afterView, newView } from './new/view';

/**
 * `npm run new command organization/invite-member` makes the folder of a command, `query` the file of a query;
 * `npm run new view automation/disabled-bots BotDisabled` the folder of a view, `reaction` that of a reaction.
 */
const root = resolve(__dirname, '../..');

const KINDS = new Map([
  ['command', { files: newCommand, next: afterCommand }],
  ['query', { files: newQuery, next: afterQuery }],
  ['view', { files: newView, next: afterView }],
  ['reaction', { files: newReaction, next: afterReaction }],
]);

function main([kind = '', path, type = '']: readonly string[]): void {
  const made = KINDS.get(kind);
  if (made === undefined || path === undefined)
    throw new Error(
      'Say what to make: npm run new command organization/invite-member, npm run new query organization/people/list-members, ' +
        'npm run new view automation/disabled-bots BotDisabled, or npm run new reaction identity/close-key-when-it-is-revoked ApiKeyRevoked',
    );
  const files = made.files(root, path, type);
  const there = files.find((file) => existsSync(join(root, file.path)));
  if (there !== undefined) throw new Error(`${there.path} is already there.`);
  for (const file of files) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
  execFileSync(process.execPath, [join(root, 'node_modules/oxfmt/bin/oxfmt'), ...files.map(({ path }) => path)], {
    cwd: root,
  });
  process.stdout.write(`${[...files.map((file) => `made ${file.path}`), ...made.next(path, root)].join('\n')}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newCommand } from '../new/command';
import { root } from './node';

/** A command of every stream, as `npm run new command` is asked for it when its route is written. */
const ASKED = [
  'organization/rename-organization',
  'automation/disable-bot',
  'automation/run/fail-run',
  'identity/change-password',
  'identity/keys/revoke-api-key',
];

/** Below dist, so that nothing else sees these commands; the compiler takes the folder for a part of the repository. */
const FOLDER = 'dist/new-commands';

/**
 * Writes what `npm run new command` makes beside the repository's own files.
 * @returns the project to compile
 */
export function newCommands(): string {
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, FOLDER, file)), { recursive: true });
    writeFileSync(join(root, FOLDER, file), text);
  };
  for (const { path, text } of ASKED.flatMap((asked) => newCommand(root, asked))) write(path, text);
  const compilerOptions = { noEmit: true, rootDir: '../..', rootDirs: ['../..', '.'] };
  const project = { extends: '../../tsconfig.base.json', compilerOptions, include: ['libs'], exclude: [] };
  write('tsconfig.json', JSON.stringify(project));
  return `${FOLDER}/tsconfig.json`;
}

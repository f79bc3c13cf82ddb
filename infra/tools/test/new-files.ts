import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newCommand, servedBy } from '../new/command';
import { camel, type NewFile } from '../new/place';
import { newQuery } from '../new/query';
import { newReaction } from '../new/reaction';
import { newView } from '../new/view';
import { Project } from '../rules/type-checked';
import { root } from './node';

/** A command of every stream, as `npm run new command` is asked for it when its route is written. */
const ASKED = [
  'organization/rename-organization',
  'automation/disable-bot',
  'automation/run/fail-run',
  'identity/change-password',
  'identity/keys/revoke-api-key',
];
/** A list and a single thing, of views of several contexts. */
const QUERIES = ['organization/people/list-members', 'automation/bots/get-bot', 'identity/api-keys/list-api-keys'];

/** How a command is served, with what a context imports for it. */
function servedFile(path: string): NewFile[] {
  const served = servedBy(root, path);
  if (served === undefined) return [];
  const [context = '', ...rest] = path.split('/');
  const name = rest.at(-1) ?? '';
  const text = [
    "import { routes } from '@annals/contracts';",
    "import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';",
    `import { ${served.stream} } from './${served.stream}/${served.stream}';`,
    `import { ${camel(name)} } from './commands/${name}/${name}';`,
    `export const served = [${served.line}, ofOrganization];`,
  ];
  return [{ path: `libs/${context}/src/${name}.served.ts`, text: text.join('\n') }];
}

/** Below dist, so that nothing else sees these files; the compiler takes the folder for a part of the repository. */
const FOLDER = 'dist/new-files';

/**
 * Writes what `npm run new` makes beside the repository's own files.
 * @returns the project that compiles these and those
 */
export function newFiles(): string {
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, FOLDER, file)), { recursive: true });
    writeFileSync(join(root, FOLDER, file), text);
  };
  const files = [
    ...ASKED.flatMap((asked) => [...newCommand(root, asked), ...servedFile(asked)]),
    ...QUERIES.flatMap((asked) => newQuery(root, asked)),
    ...newView(root, 'automation/disabled-bots', 'BotDisabled'),
    ...newView(root, 'organization/invited-people', 'MemberInvited'),
    ...newReaction(root, 'identity/tell-somebody-when-key-is-issued', 'ApiKeyIssued'),
  ];
  for (const { path, text } of files) write(path, text);
  const { include, exclude } = Project.parse(JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')));
  const fromHere = (path: string) => `../../${path}`;
  const project = {
    extends: '../../tsconfig.json',
    compilerOptions: { rootDir: '../..', rootDirs: ['../..', '.'] },
    include: [...include.map(fromHere), 'libs'],
    exclude: exclude.map(fromHere).filter((path) => path !== '../../dist'),
  };
  write('tsconfig.json', JSON.stringify(project));
  return `${FOLDER}/tsconfig.json`;
}

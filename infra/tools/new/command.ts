import { exampleOf, namesIn, type Route } from '@annals/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { camel, pascal, routeOf, type NewFile } from './place';

/** What a command is made for, read from its stream's file. */
interface CommandFolder {
  readonly context: string;
  /** The stream's folder, file and constant. */
  readonly stream: string;
  readonly state: string;
  readonly events: string;
  /** `archive-organization` */
  readonly name: string;
}

/** The streams where a command lands when only its context is given. */
const usual: Readonly<Record<string, string>> = { automation: 'fleet', identity: 'account' };
/** How a stream is named by what a route is asked. One that is not here is found by its controller. */
const idsOf: Readonly<Record<string, readonly string[]>> = {
  run: ['organizationId', 'runId'],
  organization: ['organizationId'],
  fleet: ['organizationId'],
  keys: ['organizationId'],
};

function folderOf(root: string, path: string): CommandFolder {
  const [context = '', ...rest] = path.split('/');
  const name = rest.at(-1) ?? '';
  const stream = rest.length === 2 ? (rest[0] ?? '') : (usual[context] ?? context);
  const file = join(root, 'libs', context, 'src', stream, `${stream}.ts`);
  if (rest.length > 2 || !/^[a-z]+(-[a-z0-9]+)+$/.test(name))
    throw new Error(`Name the command like organization/invite-member or automation/run/cancel-run, not "${path}".`);
  if (!existsSync(file)) throw new Error(`There is no stream libs/${context}/src/${stream}/${stream}.ts.`);
  const found = /export const (\w+): Stream<(\w+), (\w+)>/.exec(readFileSync(file, 'utf8'));
  if (found === null) throw new Error(`libs/${context}/src/${stream}/${stream}.ts defines no stream.`);
  return { context, stream, state: found[2] ?? '', events: found[3] ?? '', name };
}

/** Its own refusals, as the route promises them. */
const refusalsIn = ({ refusals = [] }: Route): string => refusals.join(', ');

function decision({ context, stream, state, events, name }: CommandFolder, route: Route): string {
  const taken = ['AskedOf', events, 'routes'].sort((a, b) => a.localeCompare(b)).join(', ');
  const refuses = refusalsIn(route) === '' ? '' : ` @throws Refused ${refusalsIn(route)}`;
  return `import type { ${taken} } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { ${state} } from '../../${stream}/${stream}';

export type ${pascal(name)} = AskedOf<typeof routes.${context}.${camel(name)}>;

/** Say here which rule of the domain this is.${refuses} */
export const ${camel(name)}: Decide<${state}, ${pascal(name)}, ${events}> = (_state, _command) => {
  return [];
};
`;
}

/** An example of what a contract takes, with what it assumes where something is left out. */
function asCommand(contract: NonNullable<Route['body']>): object {
  const example = exampleOf(contract);
  const { data = example } = contract.safeParse(example);
  return Object(data) as object;
}

function spec({ stream, name }: CommandFolder, { params, body }: Route): string {
  const asked = [params, body].map((each) => (each === undefined ? {} : asCommand(each)));
  const command = JSON.stringify(Object.assign({}, ...asked))
    .replace(/"(\w+)":/g, '$1: ')
    .replaceAll('"', "'");
  return `import { given } from '@annals/kernel';
import { ${stream} } from '../../${stream}/${stream}';
import { ${camel(name)}, type ${pascal(name)} } from './${name}';

const command: ${pascal(name)} = ${command};

describe('${name.replaceAll('-', ' ')}', () => {
  it('stays quiet where it is already so', () => {
    given(${stream}).when(${camel(name)}, command).thenNothing();
  });
});
`;
}

interface Serving {
  /** The constant of the stream. */
  readonly stream: string;
  readonly line: string;
}

/**
 * How its route is served, in the value of its context; undefined where the route does not name the stream, and a
 * controller has to say how it is found.
 */
export function servedBy(root: string, path: string): Serving | undefined {
  const { context, stream, name } = folderOf(root, path);
  const ids = idsOf[stream];
  if (ids?.every((id) => namesIn(routeOf({ context, name }).path).includes(id)) !== true) return undefined;
  const id = ids.length === 1 ? 'ofOrganization' : `({ ${ids.join(', ')} }) => [${ids.join(', ')}]`;
  const issued = `command('${pascal(name)}', ${stream}, ${id}, ${camel(name)})`;
  return { stream, line: `serve(routes.${context}.${camel(name)}, ${issued}, idsAndEffect)` };
}

/**
 * The folder of a new command: its decision and a spec.
 * @param path `context/name`, or `context/stream/name`
 * @throws Error with a sentence when the place or the route does not exist
 */
export function newCommand(root: string, path: string): NewFile[] {
  const place = folderOf(root, path);
  const route = routeOf(place);
  const base = `libs/${place.context}/src/commands/${place.name}/${place.name}`;
  return [
    { path: `${base}.ts`, text: decision(place, route) },
    { path: `${base}.spec.ts`, text: spec(place, route) },
  ];
}

/** What is left to do by hand. */
export function afterCommand(path: string, root: string): string[] {
  const { context, stream, name } = folderOf(root, path);
  const no = refusalsIn(routeOf({ context, name }));
  const served = servedBy(root, path)?.line;
  return [
    'Next (docs/guides/add-a-command.md):',
    `  1. what decisions remember of a new event, in libs/${context}/src/${stream}`,
    `  2. the decision, and its specs: the right events, says no${no === '' ? '' : ` (${no})`}, stays quiet`,
    `  3. in libs/${context}/src/${context}.context.ts, the last line among the controllers:`,
    ...(served === undefined
      ? [`     a controller of its own: serve(routes.${context}.${camel(name)}, …)`]
      : [`     import { ${camel(name)} } from './commands/${name}/${name}';`, `     ${served},`]),
    '  4. npm run format, npm run typecheck, npm run lint, and the specs of the context',
  ];
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file to write, relative to the repository. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

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
/**
 * The parameters of the URL, which name the stream; a command of another stream gets no controller from the template.
 */
const params: Readonly<
  Record<string, { readonly schema: string; readonly ids: readonly string[]; readonly url: string }>
> = {
  run: { schema: 'RunParams', ids: ['organizationId', 'runId'], url: 'organizations/:organizationId/runs/:runId' },
  ...Object.fromEntries(
    ['organization', 'fleet', 'keys'].map((stream) => [
      stream,
      { schema: 'OrganizationParams', ids: ['organizationId'], url: 'organizations/:organizationId' },
    ]),
  ),
};

const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

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

function decision({ stream, state, events, name }: CommandFolder): string {
  const ids = params[stream]?.ids ?? ['userId'];
  return `import type { ${events} } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { ${state} } from '../../${stream}/${stream}';

export interface ${pascal(name)} {
${ids.map((id) => `  readonly ${id}: string;`).join('\n')}
}

/** Say here which rule of the domain this is, and what it refuses. */
export const ${camel(name)}: Decide<${state}, ${pascal(name)}, ${events}> = (_state, _command) => {
  return [];
};
`;
}

function spec({ stream, name }: CommandFolder): string {
  const ids = params[stream]?.ids ?? ['userId'];
  return `import { given } from '@annals/kernel';
import { ${stream} } from '../../${stream}/${stream}';
import { ${camel(name)} } from './${name}';

const command = { ${ids.map((id) => `${id}: '00000000-0000-4000-8000-000000000001'`).join(', ')} };

describe('${name.replaceAll('-', ' ')}', () => {
  it('stays quiet where it is already so', () => { given(${stream}).when(${camel(name)}, command).thenNothing(); });
});
`;
}

function controller({ stream, name }: CommandFolder, { schema, ids, url }: (typeof params)[string]): string {
  return `import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ${stream} } from '../../${stream}/${stream}';
import { ${camel(name)} } from './${name}';

export const ${pascal(name)} = command('${pascal(name)}', ${stream}, ({ ${ids.join(', ')} }) => [${ids.join(', ')}], ${camel(name)});

@ApiTags('${stream}')
@Controller('api/v1/${url}/${name}')
export class ${pascal(name)}Controller {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('org.info:write')
  @Answers(200, 'What it does, in a sentence.', api.OrganizationEffect)
  async ${camel(name)}(
    @Param({ schema: api.${schema} }) { ${ids.join(', ')} }: z.output<typeof api.${schema}>, @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>, @Ctx() context: CommandContext,
  ) {
    return { organizationId, ...effectOf(await this.commands.execute(new ${pascal(name)}.Command({ ${ids.join(', ')} }, context))) };
  }
}
`;
}

/**
 * The folder of a new command: its decision, a spec, and a controller where an organization's URL names the stream.
 * @param path `context/name`, or `context/stream/name`
 * @throws Error with a sentence when the place does not exist
 */
export function newCommand(root: string, path: string): NewFile[] {
  const place = folderOf(root, path);
  const base = `libs/${place.context}/src/commands/${place.name}/${place.name}`;
  const url = params[place.stream];
  return [
    { path: `${base}.ts`, text: decision(place) },
    { path: `${base}.spec.ts`, text: spec(place) },
    ...(url === undefined ? [] : [{ path: `${base}.controller.ts`, text: controller(place, url) }]),
  ];
}

/** What is left to do by hand. */
export function nextSteps(path: string): string[] {
  const [context = ''] = path.split('/');
  const name = pascal(path.split('/').at(-1) ?? '');
  return [
    'Next (docs/guides/add-a-command.md):',
    '  1. the event in libs/contracts, if it is a new one, and "npm run events"',
    '  2. the decision and its three specs',
    '  3. the permission, the body and the answer in the controller',
    `  4. ${name}.Handler and ${name}Controller in libs/${context}/src/${context}.module.ts`,
  ];
}

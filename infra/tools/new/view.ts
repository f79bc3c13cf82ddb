import { firstEvent } from './event';
import { camel, mustBeContext, type NewFile } from './place';

const snake = (name: string): string =>
  name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The folder of a new view: one row for whatever its first event is about, and a spec of it.
 * @param path `context/name`
 * @param type of its first event
 * @throws Error with a sentence when the place or the event does not fit
 */
export function newView(root: string, path: string, type: string): NewFile[] {
  const [context = '', name = '', ...rest] = path.split('/');
  if (rest.length > 0 || !/^[a-z]+(-[a-z0-9]+)*$/.test(name))
    throw new Error(`Name the view like automation/disabled-bots, not "${path}".`);
  mustBeContext(root, context);
  const { factory, id, sample } = firstEvent(root, type);
  const [constant, table, column] = [camel(name), snake(name), snake(id)];
  const base = `libs/${context}/src/views/${name}/${name}`;
  return [
    {
      path: `${base}.view.ts`,
      text: `import { rows, view } from '@annals/views';

/** Say here what a row is, and who reads it. */
export const ${constant} = view({
  name: '${table}',
  version: 1,
  tables: {
    ${table}: rows({
      key: ['organization_id', '${column}'],
      columns: { organization_id: 'uuid', ${column}: 'uuid', at: 'instant' },
    }),
  },
  on: {
    ${type}: (t, e) => t.${table}.put({ organization_id: e.organization, ${column}: e.data.${id}, at: e.at }),
  },
});
`,
    },
    {
      path: `${base}.view.spec.ts`,
      text: `import { ${factory} } from '@annals/contracts';
import { givenLog, happened, someOrganization } from '@annals/views';
import { ${constant} } from './${name}.view';

const at = '2026-06-03T08:00:00.000Z';
const first = ${sample};

describe('${name.replaceAll('-', ' ')}', () => {
  it('has a row for each', () => {
    expect(givenLog(happened(first, { at })).viewOf(${constant}).${table}).toEqual([
      { organization_id: someOrganization, ${column}: first.data.${id}, at },
    ]);
  });
});
`,
    },
  ];
}

/** What is left to do by hand. */
export function afterView(path: string): string[] {
  const [context = '', name = ''] = path.split('/');
  return [
    'Next (docs/guides/add-a-view.md):',
    '  1. the tables and a handler for each event that matters, with their spec',
    `  2. ${camel(name)} among the views of libs/${context}/src/${context}.context.ts`,
    '  3. "npm run views", and a query: "npm run new query"',
  ];
}

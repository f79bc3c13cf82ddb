import { namesIn, type Route } from '@annals/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { camel, pascal, routeOf, type NewFile } from './place';

/** What a query is made for: it reads one view, whose file is read here. */
interface QueryPlace {
  readonly context: string;
  /** The view's folder, and its constant. */
  readonly folder: string;
  readonly view: string;
  /** A table of it, to begin with, and what tells its rows apart within an organization. */
  readonly table: string;
  readonly row: string;
  /** `list-members` */
  readonly name: string;
}

function placeOf(root: string, path: string): QueryPlace {
  const [context = '', folder = '', name = '', ...rest] = path.split('/');
  if (rest.length > 0 || !/^[a-z]+(-[a-z0-9]+)+$/.test(name))
    throw new Error(`Name the query like organization/people/list-members, with its view, not "${path}".`);
  const file = `libs/${context}/src/views/${folder}/${folder}.view.ts`;
  if (!existsSync(join(root, file))) throw new Error(`There is no view ${file}.`);
  const text = readFileSync(join(root, file), 'utf8');
  const view = /export const (\w+) = view\(/.exec(text)?.[1];
  const [, table, row] = /(\w+): rows\(\{\s*key: \[[^\]]*'(\w+)'\]/.exec(text) ?? [];
  if (view === undefined || table === undefined || row === undefined) throw new Error(`${file} defines no view.`);
  return { context, folder, view, table, row, name };
}

/** A list has its cursor in the query of its route. */
const isList = ({ query }: Route): boolean => query?.shape['cursor'] !== undefined;

function body({ table }: QueryPlace, list: boolean): string {
  if (!list)
    return `  const row = await db
    .selectFrom('${table}')
    .selectAll()
    .where('organization_id', '=', asked.organizationId)
    .executeTakeFirst();
  throw new Error('Say here what of the row is answered, and what is refused where there is none.', { cause: row });`;
  return `  const all = db.selectFrom('${table}').selectAll().where('organization_id', '=', asked.organizationId);
  const { rows, next } = await pageOf(all, inOrder, asked);
  throw new Error('Say here what of the rows is answered, beside next.', { cause: { rows, next } });`;
}

function text(place: QueryPlace, route: Route): string {
  const { context, folder, view, table, row, name } = place;
  const list = isList(route);
  return `import { ${list ? 'id, ' : ''}routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { ${list ? 'ascending, key, pageOf, ' : ''}type ViewDb } from '@annals/views';
import { ${view} } from './${folder}.view';

type Route = typeof routes.${context}.${camel(name)};
${list ? `\n/** The last key tells all rows apart. */\nconst inOrder = ascending(key('${table}.${row}', id));\n` : ''}
/** ${route.sentence.split('. ')[0]?.replace(/\.$/, '') ?? ''}. */
async function ${camel(name)}(db: ViewDb<typeof ${view}>, asked: AskedOf<Route>): Promise<AnswerOf<Route>> {
${body(place, list)}
}

export const ${pascal(name)} = query('${pascal(name)}', ${view}, ${camel(name)});

export const ${pascal(name)}Controller = serve(routes.${context}.${camel(name)}, ${pascal(name)});
`;
}

/**
 * The file of a new query, served by its route.
 * @param path `context/view/name`
 * @throws Error with a sentence when the view or the route does not exist, or is of no organization
 */
export function newQuery(root: string, path: string): NewFile[] {
  const place = placeOf(root, path);
  const route = routeOf(place);
  if (route.method !== 'GET' || !namesIn(route.path).includes('organizationId'))
    throw new Error(`${route.method} ${route.path} is no read of an organization: write its handler by hand.`);
  const file = `libs/${place.context}/src/views/${place.folder}/${place.name}.query.ts`;
  return [{ path: file, text: text(place, route) }];
}

/** What is left to do by hand. */
export function afterQuery(path: string): string[] {
  const [context = '', , name = ''] = path.split('/');
  return [
    'Next (docs/guides/add-a-view.md):',
    '  1. what is read, and how the answer has it',
    `  2. ${pascal(name)}Controller among the controllers of libs/${context}/src/${context}.context.ts`,
  ];
}

import { createHash } from 'node:crypto';
import type { PlannedColumn } from '../definition/columns';
import { isOwner, type Index, type PlannedTable } from '../definition/tables';
import type { AnyView } from '../definition/view';
import { sqlTypes } from './array-literal';
import { name } from './write';

/** The schema of one generation of a view. */
export const schemaOf = (view: string, generation: number): string => `${view}_${generation}`;

/** Last number of each owner's events, in views with `sequence`. Nobody but the engine reads it. */
export const SEQUENCES = '_sequences';

/** The relation that shows the rows of a table with their text searched by its index. */
export const searchedTable = <Table extends string>(table: Table): `${Table}_searched` => `${table}_searched`;

const setting: Record<string, string> = { organization_id: 'annals.organization', account_id: 'annals.account' };

/**
 * Everything that makes a generation: schema, tables, indexes, and row-level security that shows the api's role the
 * rows of one organization (or account) only, and none when none is set.
 * @param role the role that reads; it owns nothing
 */
export function createGeneration(view: AnyView, generation: number, role: string): string {
  const schema = schemaOf(view.name, generation);
  const sequences = view.sequence
    ? [`CREATE TABLE ${name(schema)}.${name(SEQUENCES)} (owner text PRIMARY KEY, last int8 NOT NULL)`]
    : [];
  return [
    `CREATE SCHEMA ${name(schema)}`,
    `GRANT USAGE ON SCHEMA ${name(schema)} TO ${name(role)}`,
    ...sequences,
    ...view.plan.flatMap((table) => createTable(schema, table, role)),
  ].join(';\n');
}

function createTable(schema: string, table: PlannedTable, role: string): string[] {
  const target = `${name(schema)}.${name(table.name)}`;
  const columns = table.columns.map(
    (column) => `${name(column.name)} ${sqlTypes[column.type]}${column.nullable ? '' : ' NOT NULL'}`,
  );
  const policies = table.columns
    .filter(isOwner)
    .map(
      (column) =>
        `CREATE POLICY ${name(`own_${column.name}`)} ON ${target} FOR SELECT TO ${name(role)} USING (${isOwn(column)})`,
    );
  return [
    `CREATE TABLE ${target} (${columns.join(', ')}, PRIMARY KEY (${table.key.map((column) => name(column.name)).join(', ')}))`,
    ...table.indexes.map((index) => `CREATE INDEX ON ${target} ${written(index)}`),
    `ALTER TABLE ${target} ENABLE ROW LEVEL SECURITY`,
    ...policies,
    `GRANT SELECT ON ${target} TO ${name(role)}`,
    ...(table.searched === undefined ? [] : makeSearched(schema, { ...table, searched: table.searched }, role)),
  ];
}

function written(index: Index): string {
  const [columns, where] =
    'columns' in index ? [index.columns, ` WHERE ${name(index.known)} IS NOT NULL`] : [index, ''];
  return `(${columns.map(name).join(', ')})${where}`;
}

/** That a row is of the organization (or account) that the transaction names. */
export const isOwn = (column: PlannedColumn): string =>
  `${name(column.name)} = nullif(current_setting('${setting[column.name] ?? ''}', true), '')::uuid`;

/**
 * An index of the letters of a column, and the rows as `searchedTable` reads them. Row-level security lets no index
 * answer ILIKE, which might tell of rows before they are found to be the reader's: this relation is its owner's, says
 * itself whose rows it shows, and is read by our own queries only.
 */
function makeSearched(schema: string, table: PlannedTable & { readonly searched: string }, role: string): string[] {
  const [target, shown] = [table.name, searchedTable(table.name)].map((each) => `${name(schema)}.${name(each)}`);
  const owners = table.columns.filter(isOwner);
  const keys = owners.map((column) => name(column.name)).join(', ');
  const letters = name(table.searched);
  return [
    'CREATE EXTENSION IF NOT EXISTS pg_trgm',
    'CREATE EXTENSION IF NOT EXISTS btree_gin',
    `DO $$ BEGIN EXECUTE format('CREATE INDEX ON ${target} USING gin (${keys}, ${letters} %s.gin_trgm_ops) WHERE ${letters} IS NOT NULL', (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm')); END $$`,
    `CREATE VIEW ${shown} AS SELECT * FROM ${target} WHERE ${owners.map(isOwn).join(' OR ')}`,
    `GRANT SELECT ON ${shown} TO ${name(role)}`,
  ];
}

/** Digest of the tables of a view: tables that changed without a new version are found by it. */
export function shapeOf(view: AnyView): string {
  return createHash('sha256')
    .update(JSON.stringify([view.plan, view.sequence]))
    .digest('hex')
    .slice(0, 16);
}

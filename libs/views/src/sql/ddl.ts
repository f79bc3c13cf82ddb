import { createHash } from 'node:crypto';
import { isOwner, type PlannedTable } from '../definition/tables';
import type { AnyView } from '../definition/view';
import { sqlTypes } from './array-literal';
import { name } from './write';

/** The schema of one generation of a view. */
export const schemaOf = (view: string, generation: number): string => `${view}_${generation}`;

/** Last number of each owner's events, in views with `sequence`. Nobody but the engine reads it. */
export const SEQUENCES = '_sequences';

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
        `CREATE POLICY ${name(`own_${column.name}`)} ON ${target} FOR SELECT TO ${name(role)} USING (${name(column.name)} = nullif(current_setting('${setting[column.name] ?? ''}', true), '')::uuid)`,
    );
  return [
    `CREATE TABLE ${target} (${columns.join(', ')}, PRIMARY KEY (${table.key.map((column) => name(column.name)).join(', ')}))`,
    ...table.indexes.map((index) => `CREATE INDEX ON ${target} (${index.map(name).join(', ')})`),
    `ALTER TABLE ${target} ENABLE ROW LEVEL SECURITY`,
    ...policies,
    `GRANT SELECT ON ${target} TO ${name(role)}`,
  ];
}

/** Digest of the tables of a view: tables that changed without a new version are found by it. */
export function shapeOf(view: AnyView): string {
  return createHash('sha256')
    .update(JSON.stringify([view.plan, view.sequence]))
    .digest('hex')
    .slice(0, 16);
}

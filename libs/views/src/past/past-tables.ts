import { isOwner, type PlannedTable } from '../definition/tables';
import type { AnyView } from '../definition/view';
import type { Value } from '../fold/values';
import { sqlTypes } from '../sql/array-literal';
import { isOwn, searchedTable } from '../sql/ddl';
import { list, matching, name, parameters, unnest, type Statement } from '../sql/write';
import { NOT_ENDED, type Ending, type Version } from './versions';

/** The setting that says after which event of the organization a transaction looks at it. */
export const AT = 'annals.at';

/** Columns of a version beside those of its row; no column of a view begins like this. */
const [SINCE, UNTIL] = ['_since', '_until'];
const versionsOf = (table: string): string => `_${table}`;

/**
 * Everything that a fold needs: a schema in which each table of the view is found under its own name, with its own
 * columns, as it was after the event that the transaction names. What is behind it is secured like the view itself; it
 * is written without a log of its own, because it can be made again.
 */
export function createFold(view: AnyView, schema: string, role: string): string {
  return [
    `CREATE SCHEMA ${name(schema)}`,
    `GRANT USAGE ON SCHEMA ${name(schema)} TO ${name(role)}`,
    ...view.plan.flatMap((table) => createTable(schema, table, role)),
  ].join(';\n');
}

function createTable(schema: string, table: PlannedTable, role: string): string[] {
  const versions = `${name(schema)}.${name(versionsOf(table.name))}`;
  const columns = table.columns.map(
    (column) => `${name(column.name)} ${sqlTypes[column.type]}${column.nullable ? '' : ' NOT NULL'}`,
  );
  const shown = [table.name, ...(table.searched === undefined ? [] : [searchedTable(table.name)])].flatMap((each) => [
    `CREATE VIEW ${name(schema)}.${name(each)} WITH (security_invoker = true) AS SELECT ${list(table.columns)} FROM ${versions}
     WHERE ${SINCE} <= current_setting('${AT}')::int8 AND ${UNTIL} > current_setting('${AT}')::int8`,
    `GRANT SELECT ON ${name(schema)}.${name(each)} TO ${name(role)}`,
  ]);
  return [
    `CREATE UNLOGGED TABLE ${versions} (${columns.join(', ')}, ${SINCE} int8 NOT NULL, ${UNTIL} int8 NOT NULL,
     PRIMARY KEY (${list(table.key)}, ${SINCE}))`,
    `ALTER TABLE ${versions} ENABLE ROW LEVEL SECURITY`,
    ...table.columns
      .filter(isOwner)
      .map(
        (column) =>
          `CREATE POLICY ${name(`own_${column.name}`)} ON ${versions} FOR SELECT TO ${name(role)} USING (${isOwn(column)})`,
      ),
    `GRANT SELECT ON ${versions} TO ${name(role)}`,
    ...shown,
  ];
}

/** The rows of some keys that are so as far as the fold goes. */
export function openRows(schema: string, table: PlannedTable, keys: readonly (readonly Value[])[]): Statement {
  return {
    text: `SELECT ${list(table.columns, 't.')} FROM ${name(schema)}.${name(versionsOf(table.name))} t
      JOIN ${unnest(table.key)} AS u (${list(table.key)}) ON ${matching(table)} WHERE t.${UNTIL} = ${NOT_ENDED}`,
    values: parameters(table.key, keys),
  };
}

/** Ends versions that are stored. */
export function endStatement(schema: string, table: PlannedTable, ended: readonly Ending[]): Statement {
  return {
    text: `UPDATE ${name(schema)}.${name(versionsOf(table.name))} AS t SET ${UNTIL} = u.${UNTIL}
      FROM ${unnest([...table.key, NUMBER])} AS u (${list(table.key)}, ${UNTIL}) WHERE ${matching(table)} AND t.${UNTIL} = ${NOT_ENDED}`,
    values: parameters(
      [...table.key, NUMBER],
      ended.map(({ key, until }) => [...key, until]),
    ),
  };
}

/** Adds versions. */
export function addStatement(schema: string, table: PlannedTable, made: readonly Version[]): Statement {
  const columns = [...table.columns, NUMBER, NUMBER];
  return {
    text: `INSERT INTO ${name(schema)}.${name(versionsOf(table.name))} (${list(table.columns)}, ${SINCE}, ${UNTIL}) SELECT * FROM ${unnest(columns)}`,
    values: parameters(
      columns,
      made.map(({ key, values, since, until }) => [...key, ...values, since, until]),
    ),
  };
}

const NUMBER = { name: UNTIL, type: 'int8', nullable: false } as const;

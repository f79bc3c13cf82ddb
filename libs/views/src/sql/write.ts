import type { PlannedColumn } from '../definition/columns';
import type { PlannedTable } from '../definition/tables';
import type { Change, Changes } from '../fold/pending';
import type { Value } from '../fold/values';
import { arrayLiteral, sqlTypes } from './array-literal';

/** A statement with its parameters, prepared once per connection by its text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

export const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
/** The names of columns, as a list. */
export const list = (columns: readonly PlannedColumn[], prefix = ''): string =>
  columns.map((column) => prefix + name(column.name)).join(', ');

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/**
 * The statements that write the changes of a batch to one table; each key is in one of them only, so their order does
 * not matter.
 */
export function writeStatements(schema: string, { table, byKey }: Changes): readonly Statement[] {
  const target = `${name(schema)}.${name(table.name)}`;
  const puts: ChangeOf<'put'>[] = [];
  const increments: ChangeOf<'increment'>[] = [];
  const removes: ChangeOf<'remove'>[] = [];
  const patches = new Map<string, ChangeOf<'patch'>[]>();
  for (const change of byKey.values()) {
    if (change.kind === 'put') puts.push(change);
    else if (change.kind === 'increment') increments.push(change);
    else if (change.kind === 'remove') removes.push(change);
    else collect(patches, change);
  }
  return [
    ...(puts.length > 0 ? [put(target, table, puts)] : []),
    ...(increments.length > 0 ? [increment(target, table, increments)] : []),
    ...(removes.length > 0 ? [remove(target, table, removes)] : []),
    ...[...patches.values()].map((alike) => patch(target, table, alike)),
  ];
}

/** Patches of the same columns share a statement. */
function collect(patches: Map<string, ChangeOf<'patch'>[]>, change: ChangeOf<'patch'>): void {
  const columns = Object.keys(change.columns).sort().join();
  if (columns === '') return;
  const alike = patches.get(columns);
  if (alike) alike.push(change);
  else patches.set(columns, [change]);
}

/** What `unnest($1::uuid[], $2::text[])` takes over these columns: a parameter for each. */
export const parameters = (columns: readonly PlannedColumn[], rows: readonly (readonly Value[])[]): readonly string[] =>
  columns.map((column, index) =>
    arrayLiteral(
      column.type,
      rows.map((row) => row[index] ?? null),
    ),
  );
/** The rows that `parameters` carries. */
export const unnest = (columns: readonly PlannedColumn[]): string =>
  `unnest(${columns.map((column, index) => `$${index + 1}::${sqlTypes[column.type]}[]`).join(', ')})`;

const texts = new WeakMap<PlannedTable, Map<string, string>>();

/** The same text for the same work, made once: it is long, and there is one for each table of each batch. */
function textOf(table: PlannedTable, key: string, make: () => string): string {
  const known = texts.get(table) ?? new Map<string, string>();
  texts.set(table, known);
  const text = known.get(key) ?? make();
  known.set(key, text);
  return text;
}

function put(target: string, table: PlannedTable, changes: readonly ChangeOf<'put'>[]): Statement {
  const text = textOf(table, `put ${target}`, () => {
    const update = table.values.map((column) => `${name(column.name)} = EXCLUDED.${name(column.name)}`).join(', ');
    const conflict =
      table.kind === 'log'
        ? ''
        : ` ON CONFLICT (${list(table.key)}) DO ${update === '' ? 'NOTHING' : `UPDATE SET ${update}`}`;
    return `INSERT INTO ${target} (${list(table.columns)}) SELECT * FROM ${unnest(table.columns)}${conflict}`;
  });
  return {
    text,
    values: parameters(
      table.columns,
      changes.map((change) => [...change.key, ...change.values]),
    ),
  };
}

function increment(target: string, table: PlannedTable, changes: readonly ChangeOf<'increment'>[]): Statement {
  const text = textOf(table, `increment ${target}`, () => {
    const update = table.values
      .map((column) => `${name(column.name)} = t.${name(column.name)} + EXCLUDED.${name(column.name)}`)
      .join(', ');
    return `INSERT INTO ${target} AS t (${list(table.columns)}) SELECT * FROM ${unnest(table.columns)} ON CONFLICT (${list(table.key)}) DO UPDATE SET ${update}`;
  });
  return {
    text,
    values: parameters(
      table.columns,
      changes.map((change) => [...change.key, ...change.by]),
    ),
  };
}

function remove(target: string, table: PlannedTable, changes: readonly ChangeOf<'remove'>[]): Statement {
  const text = textOf(
    table,
    `remove ${target}`,
    () => `DELETE FROM ${target} AS t USING ${unnest(table.key)} AS u (${list(table.key)}) WHERE ${matching(table)}`,
  );
  return {
    text,
    values: parameters(
      table.key,
      changes.map((change) => change.key),
    ),
  };
}

function patch(target: string, table: PlannedTable, changes: readonly ChangeOf<'patch'>[]): Statement {
  const [first] = changes;
  const set = table.values.filter((column) => first !== undefined && column.name in first.columns);
  const written = [...table.key, ...set];
  const text = textOf(table, `patch ${target} ${list(set)}`, () => {
    const update = set.map((column) => `${name(column.name)} = u.${name(column.name)}`).join(', ');
    return `UPDATE ${target} AS t SET ${update} FROM ${unnest(written)} AS u (${list(written)}) WHERE ${matching(table)}`;
  });
  return {
    text,
    values: parameters(
      written,
      changes.map((change) => [...change.key, ...set.map((column) => change.columns[column.name])]),
    ),
  };
}

/** That `t`, a row, has the key of `u`. */
export const matching = (table: PlannedTable): string =>
  table.key.map((column) => `t.${name(column.name)} = u.${name(column.name)}`).join(' AND ');

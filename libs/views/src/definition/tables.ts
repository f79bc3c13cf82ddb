import { planColumn, type Columns, type PlannedColumn, type PutRow, type ReadRow, type ReadValue } from './columns';

/**
 * Three kinds of table, so that folding a batch in memory equals handling one event after another: put and increment on
 * one table do not commute.
 */
export type TableKind = 'rows' | 'counters' | 'log';

/** A table of a view. */
export interface Table<Kind extends TableKind = TableKind, C extends Columns = Columns, Key extends string = string> {
  readonly kind: Kind;
  readonly key: readonly Key[];
  readonly columns: C;
}
export type Tables = Readonly<Record<string, Table>>;

interface Declared<C extends Columns, Key extends readonly string[]> {
  readonly key: Key;
  readonly columns: C;
}

/** A table of things, one row each: put, patch and remove by key. A patch of a missing row does nothing. */
export function rows<const C extends Columns, const Key extends readonly (keyof C & string)[]>(
  declared: Declared<C, Key>,
): Table<'rows', C, Key[number]> {
  return { kind: 'rows', ...declared };
}

/** A table that only grows: put once per key. A second put of a key is a fault. */
export function log<const C extends Columns, const Key extends readonly (keyof C & string)[]>(
  declared: Declared<C, Key>,
): Table<'log', C, Key[number]> {
  return { kind: 'log', ...declared };
}

/** The type of a counter's key column by its name: ids are uuids, everything else is text. */
type KeyColumns<Key extends string> = { [K in Key]: K extends `${string}_id` ? 'uuid' : 'text' };

/** Sums by key: increment only. Key columns named `…_id` are uuids, all others text; the columns are the sums. */
export function counters<
  const C extends Readonly<Record<string, 'int4' | 'int8'>>,
  const Key extends readonly string[],
>(declared: Declared<C, Key>): Table<'counters', KeyColumns<Key[number]> & C, Key[number]> {
  const keys = Object.fromEntries(
    declared.key.map((name) => [name, name.endsWith('_id') ? 'uuid' : 'text']),
  ) as KeyColumns<Key[number]>;
  return { kind: 'counters', key: declared.key, columns: { ...keys, ...declared.columns } };
}

/** A key: an object of its columns, or their values in the order of the declaration. */
export type KeyValues<C extends Columns, Key extends string> =
  | { readonly [K in Key]: ReadValue<C[K]> }
  | readonly (string | number | boolean)[];

/** What a handler may do with a table. */
export type Writer<T> =
  T extends Table<infer Kind, infer C, infer Key>
    ? Kind extends 'rows'
      ? {
          put(row: PutRow<C>): void;
          patch(key: KeyValues<C, Key>, columns: Partial<Omit<PutRow<C>, Key>>): void;
          remove(key: KeyValues<C, Key>): void;
        }
      : Kind extends 'counters'
        ? { increment(key: KeyValues<C, Key>, by: { readonly [K in Exclude<keyof C, Key>]?: number }): void }
        : { put(row: PutRow<C>): void }
    : never;
export type Writers<T extends Tables> = { readonly [Name in keyof T]: Writer<T[Name]> };
export type RowsOf<T> = T extends Table<TableKind, infer C> ? ReadRow<C> : never;

/** A table as the engine uses it. */
export interface PlannedTable {
  readonly name: string;
  readonly kind: TableKind;
  readonly key: readonly PlannedColumn[];
  /** All columns, those of the key first. */
  readonly columns: readonly PlannedColumn[];
  /** The columns beside the key. */
  readonly values: readonly PlannedColumn[];
  readonly indexes: readonly Index[];
  /** In whose text parts are looked for. */
  readonly searched?: string;
}

/** By these columns; or of the rows only in which one is known, so that the others cost nothing. */
export type Index<Column extends string = string> =
  | readonly Column[]
  | { readonly columns: readonly Column[]; readonly known: Column };

/** What a view declares about a table beside its columns. */
interface Ways {
  readonly indexes?: readonly Index[] | undefined;
  readonly searched?: string | undefined;
}

/** Checks a declaration once, when its module is loaded. */
export function planTable(name: string, table: Table, { indexes = [], searched }: Ways = {}): PlannedTable {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`"${name}" is no name for a table`);
  const all = Object.entries(table.columns).map(([column, declared]) => planColumn(column, declared));
  const key = table.key.map((column) => named(all, column, name));
  const weak = key.find((column) => column.nullable);
  if (key.length === 0 || weak)
    throw new Error(`Table ${name}: a key has columns, and none of them is nullable or personal`);
  if (!all.some((column) => isOwner(column)))
    throw new Error(`Table ${name} needs organization_id or account_id (uuid): row-level security rests on it`);
  for (const column of all) if (column.personalOf !== undefined) named(all, column.personalOf, name);
  for (const index of indexes)
    for (const column of 'columns' in index ? [...index.columns, index.known] : index) named(all, column, name);
  if (searched !== undefined && named(all, searched, name).type !== 'text')
    throw new Error(`Table ${name}: parts are looked for in texts, and ${searched} is none`);
  const values = all.filter((column) => !key.includes(column));
  return { name, kind: table.kind, key, values, columns: [...key, ...values], indexes, ...(searched && { searched }) };
}

/** The columns that say whose row it is. */
export function isOwner({ name, type, nullable }: PlannedColumn): boolean {
  return type === 'uuid' && ((name === 'organization_id' && !nullable) || name === 'account_id');
}

function named(all: readonly PlannedColumn[], name: string, table: string): PlannedColumn {
  const found = all.find((column) => column.name === name);
  if (!found) throw new Error(`Table ${table} has no column ${name}`);
  return found;
}

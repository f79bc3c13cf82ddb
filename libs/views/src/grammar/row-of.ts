import { planColumn, type Columns, type PutRow, type ReadRow } from '../definition/columns';
import type { Table, TableKind } from '../definition/tables';

/**
 * A row as it is read, by what a spec says of it: a column that it leaves out is null where the table allows that. So a
 * new column is in the spec that is about it, and in no row of the others.
 */
export function rowOf<C extends Columns>({ columns }: Table<TableKind, C>, said: PutRow<C>): ReadRow<C> {
  const nullable = Object.entries(columns).filter(([name, column]) => planColumn(name, column).nullable);
  return { ...Object.fromEntries(nullable.map(([name]) => [name, null])), ...said } as unknown as ReadRow<C>;
}

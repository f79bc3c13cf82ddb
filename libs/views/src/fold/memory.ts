import type { PlannedTable } from '../definition/tables';
import type { AnyView } from '../definition/view';
import type { Folded } from './fold';
import type { Change, Changes } from './pending';
import type { Value } from './values';

type Row = Readonly<Record<string, Value>>;

/** The tables of a view as maps: what the database does with changes, for specs and for time travel. */
export class MemoryTables {
  private readonly tables: ReadonlyMap<string, { readonly plan: PlannedTable; readonly rows: Map<string, Row> }>;

  constructor(view: AnyView) {
    this.tables = new Map(view.plan.map((plan) => [plan.name, { plan, rows: new Map<string, Row>() }]));
  }

  /** Writes the changes of one batch. */
  write({ changes }: Folded): void {
    for (const change of changes) this.writeTable(change);
  }

  /** All rows of a table, in the order of their keys. */
  rows(name: string): readonly Row[] {
    const table = this.tables.get(name);
    if (!table) throw new Error(`There is no table ${name}`);
    return [...table.rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  private writeTable({ table, byKey }: Changes): void {
    const rows = this.tables.get(table.name)?.rows ?? new Map<string, Row>();
    for (const [key, change] of byKey) {
      const row = after(table, rows.get(key), change);
      if (row) rows.set(key, row);
      else rows.delete(key);
    }
  }
}

/** A row after a change, or undefined when there is none then. */
function after(table: PlannedTable, row: Row | undefined, change: Change): Row | undefined {
  if (change.kind === 'remove') return undefined;
  if (change.kind === 'patch') return row && { ...row, ...change.columns };
  if (change.kind === 'put' && row && table.kind === 'log') throw new Error(`Log ${table.name} holds this key already`);
  const keys = table.key.map((column, index) => [column.name, change.key[index]]);
  const values = table.values.map((column, index) => [
    column.name,
    change.kind === 'put' ? change.values[index] : Number(row?.[column.name] ?? 0) + (change.by[index] ?? 0),
  ]);
  return Object.fromEntries([...keys, ...values]) as Row;
}

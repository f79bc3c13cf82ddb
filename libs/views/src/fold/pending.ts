import type { PlannedTable } from '../definition/tables';
import { encode, keyString, keyValues, type Value } from './values';

/** What a batch does to one row, after all its events: independent of what the table held before. */
export type Change =
  | { readonly kind: 'put'; readonly key: readonly Value[]; readonly values: readonly Value[] }
  | { readonly kind: 'patch'; readonly key: readonly Value[]; readonly columns: Readonly<Record<string, Value>> }
  | { readonly kind: 'remove'; readonly key: readonly Value[] }
  | { readonly kind: 'increment'; readonly key: readonly Value[]; readonly by: readonly number[] };

/** The changes of a batch to one table, at most one for each key. */
export interface Changes {
  readonly table: PlannedTable;
  readonly byKey: ReadonlyMap<string, Change>;
}

type WrittenRow = Readonly<Record<string, unknown>>;

/** Collects the changes of a batch to one table and offers handlers their verbs. */
export class Pending implements Changes {
  byKey = new Map<string, Change>();
  /** How often a handler wrote; the engine sees by it whether an event moved anything. */
  writes = 0;

  constructor(readonly table: PlannedTable) {}

  /** Hands out what was collected, and begins anew. */
  take(): Changes {
    const { table, byKey } = this;
    this.byKey = new Map();
    return { table, byKey };
  }

  /** The verbs of this kind of table. */
  writer(): WrittenRow {
    if (this.table.kind === 'counters')
      return {
        increment: (key: unknown, by: WrittenRow) => {
          this.increment(key, by);
        },
      };
    if (this.table.kind === 'log')
      return {
        put: (row: WrittenRow) => {
          this.putOnce(row);
        },
      };
    return {
      put: (row: WrittenRow) => {
        this.put(row);
      },
      patch: (key: unknown, columns: WrittenRow) => {
        this.patch(key, columns);
      },
      remove: (key: unknown) => {
        this.change({ kind: 'remove', key: keyValues(this.table, key) });
      },
    };
  }

  private put(row: WrittenRow): void {
    this.change({
      kind: 'put',
      key: keyValues(this.table, row),
      values: this.table.values.map((column) => encode(column, row[column.name])),
    });
  }

  private putOnce(row: WrittenRow): void {
    const id = keyString(keyValues(this.table, row));
    if (this.byKey.has(id)) throw new Error(`Log ${this.table.name} holds this key already`);
    this.put(row);
  }

  private patch(key: unknown, columns: WrittenRow): void {
    const values = keyValues(this.table, key);
    const before = this.byKey.get(keyString(values));
    const encoded = this.encoded(columns);
    if (before?.kind === 'remove') this.writes += 1;
    else if (before?.kind === 'put')
      this.change({
        ...before,
        values: this.table.values.map((column, index) =>
          column.name in encoded ? encoded[column.name] : before.values[index],
        ),
      });
    else
      this.change({
        kind: 'patch',
        key: values,
        columns: before?.kind === 'patch' ? { ...before.columns, ...encoded } : encoded,
      });
  }

  private encoded(columns: WrittenRow): Record<string, Value> {
    const encoded: Record<string, Value> = {};
    for (const [name, value] of Object.entries(columns)) {
      const column = this.table.values.find((each) => each.name === name);
      if (!column) throw new Error(`A patch of ${this.table.name} cannot set ${name}`);
      if (value !== undefined) encoded[name] = encode(column, value);
    }
    return encoded;
  }

  private increment(key: unknown, by: WrittenRow): void {
    const values = keyValues(this.table, key);
    const before = this.byKey.get(keyString(values));
    const sums = before?.kind === 'increment' ? before.by : undefined;
    const next = this.table.values.map(
      (column, index) => (sums?.[index] ?? 0) + Number(encode(column, by[column.name] ?? 0)),
    );
    this.change({ kind: 'increment', key: values, by: next });
  }

  private change(change: Change): void {
    this.writes += 1;
    this.byKey.set(keyString(change.key), change);
  }
}

import type { PlannedTable } from '../definition/tables';
import type { Change } from '../fold/pending';
import { keyString, type Value } from '../fold/values';

/** What a row that is still so has instead of the number of the event that ends it. */
export const NOT_ENDED = Number.MAX_SAFE_INTEGER;

/** A row as it was from one event of its organization on, until before another. */
export interface Version {
  readonly key: readonly Value[];
  readonly values: readonly Value[];
  /** The number of the event that made it so. */
  readonly since: number;
  /** The number of the event that made it something else, or `NOT_ENDED`. */
  readonly until: number;
}

/** A version that was written before as one that is not ended, and where it ends. */
export interface Ending {
  readonly key: readonly Value[];
  readonly until: number;
}

/** A row that is so now; without `since` where it was written before. */
interface Open {
  readonly key: readonly Value[];
  readonly values: readonly Value[];
  readonly since: number | undefined;
}

/**
 * Makes versions of one table's changes, which come one event after another. Pure: what is written is decided by `ended`
 * and `made`.
 */
export class Versions {
  private readonly open = new Map<string, Open>();
  private readonly done: Version[] = [];
  readonly ended: Ending[] = [];

  /** @param stored the rows that are so before the first of these events, of the keys that they touch */
  constructor(
    private readonly table: PlannedTable,
    stored: readonly Pick<Version, 'key' | 'values'>[],
  ) {
    for (const { key, values } of stored) this.open.set(keyString(key), { key, values, since: undefined });
  }

  /** @param sequence the number of the event that does this; never smaller than the one before */
  take(sequence: number, id: string, change: Change): void {
    const before = this.open.get(id);
    const values = this.after(before, change);
    if (change.kind === 'patch' && before === undefined) return;
    if (before) this.end(before, sequence);
    if (values === undefined) this.open.delete(id);
    else this.open.set(id, { key: change.key, values, since: sequence });
  }

  /** All versions to be written: those that ended, and those that are so now. */
  made(): readonly Version[] {
    const now = [...this.open.values()].flatMap(({ key, values, since }) =>
      since === undefined ? [] : [{ key, values, since, until: NOT_ENDED }],
    );
    return [...this.done, ...now];
  }

  private end({ key, values, since }: Open, until: number): void {
    if (since === undefined) this.ended.push({ key, until });
    else this.done.push({ key, values, since, until });
  }

  private after(before: Open | undefined, change: Change): readonly Value[] | undefined {
    if (change.kind === 'remove') return undefined;
    if (change.kind === 'put') {
      if (before && this.table.kind === 'log') throw new Error(`Log ${this.table.name} holds this key already`);
      return change.values;
    }
    if (change.kind === 'increment') return change.by.map((by, index) => Number(before?.values[index] ?? 0) + by);
    const { columns } = change;
    return (
      before && this.table.values.map(({ name }, index) => (name in columns ? columns[name] : before.values[index]))
    );
  }
}

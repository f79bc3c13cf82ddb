import type { ClientBase } from 'pg';
import type { AnyView } from '../definition/view';
import { schemaOf } from '../sql/ddl';
import { name } from '../sql/write';

/** One table of two generations at the same place of the log. */
export interface TableComparison {
  readonly table: string;
  readonly rows: number;
  readonly rowsBefore: number;
  readonly equal: boolean;
}

interface Sum {
  readonly rows: string;
  readonly low: string | null;
  readonly high: string | null;
}

/** Compares every table of two generations: number of rows, and 128 bits of checksum that no order of rows changes. */
export async function compareGenerations(
  db: ClientBase,
  view: AnyView,
  { before, after }: { before: number; after: number },
): Promise<readonly TableComparison[]> {
  const comparisons: TableComparison[] = [];
  for (const table of view.plan) {
    const columns = table.columns.map((column) => name(column.name)).join(', ');
    const sum = async (generation: number): Promise<Sum> => {
      const { rows } =
        await db.query<Sum>(`SELECT count(*) AS rows, sum(hashtextextended(row::text, 0)::numeric) AS low, sum(hashtextextended(row::text, 1)::numeric) AS high
        FROM (SELECT ${columns} FROM ${name(schemaOf(view.name, generation))}.${name(table.name)}) AS row`);
      return rows[0] ?? { rows: '0', low: null, high: null };
    };
    const [old, fresh] = [await sum(before), await sum(after)];
    comparisons.push({
      table: table.name,
      rows: Number(fresh.rows),
      rowsBefore: Number(old.rows),
      equal: old.rows === fresh.rows && old.low === fresh.low && old.high === fresh.high,
    });
  }
  return comparisons;
}

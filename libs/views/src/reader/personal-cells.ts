import { sql } from 'kysely';
import type { AnyView } from '../definition/view';
import { personalColumns } from '../engine/erased';
import type { ReadOptions } from './reads';
import type { ViewReader } from './view-reader';

interface OnePerson {
  readonly organizationId: string;
  readonly personId: string;
}

/**
 * How many values in the tables of a view identify somebody.
 * @throws Refused READ_MODEL_BEHIND as `ViewReader.read`
 */
export async function personalCells(
  reader: ViewReader,
  view: AnyView,
  { organizationId, personId, ...options }: OnePerson & ReadOptions,
): Promise<number> {
  const columns = view.plan.flatMap((table) =>
    [...personalColumns(table)].flatMap(([person, values]) =>
      values.map((value) => ({ table: table.name, person, value })),
    ),
  );
  return reader.read(
    view,
    { organization: organizationId },
    async (db) => {
      let cells = 0;
      for (const { table, person, value } of columns) {
        const { rows } = await sql<{ n: string }>`SELECT count(${sql.ref(value)}) AS n FROM ${sql.table(table)}
          WHERE organization_id = ${organizationId} AND ${sql.ref(person)} = ${personId}`.execute(db);
        cells += Number(rows[0]?.n ?? 0);
      }
      return cells;
    },
    options,
  );
}

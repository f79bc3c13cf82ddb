import type { Instant, Position } from '@annals/kernel';
import type { Catalog } from './catalog';
import type { Ledger } from './ledger';
import { partName, partOf } from './part-name';
import { checkpointOf, stored, type Checkpoint, type StoredCheckpoint } from './position';
import { changedStatement, stopStatement, type Stop } from './stop';
import type { Statement } from './write';

/** A part of a view or reaction: it follows one owner, that stands still or is catching up. */
export interface Part {
  readonly owner: string;
  readonly place: Checkpoint;
  /** Since when it stands before an event that it cannot take; undefined while it catches up. */
  readonly since: Instant | undefined;
}

interface PartRow extends StoredCheckpoint {
  readonly name: string;
  readonly since: Instant | null;
}
/** Whoever runs a query: the engine's connection or a reader's pool. */
interface Queries {
  query<Row extends object>(text: string, values: unknown[]): Promise<{ readonly rows: Row[] }>;
}

/** When `s`, a stop, was recorded: one spelling whatever a connection makes of instants. */
export const SINCE = `to_char(s.stopped_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since`;

/** The parts of a generation, whether they stand still or catch up. */
export async function partsOf(
  db: Queries,
  catalog: Catalog,
  { name, generation }: { readonly name: string; readonly generation: number },
): Promise<readonly Part[]> {
  const { rows } = await db.query<PartRow>(
    `
    SELECT c.name, c.commit_position, c.prepare_position, ${SINCE} FROM ${catalog}.checkpoints c
    LEFT JOIN ${catalog}.stops s ON s.name = c.name AND s.generation = c.generation AND s.released_at IS NULL
    WHERE split_part(c.name, '/', 1) = $1 AND c.name <> $1 AND c.generation = $2 ORDER BY c.name`,
    [name, generation],
  );
  return rows.map((row) => ({
    owner: partOf(row.name).owner ?? '',
    place: checkpointOf(row),
    since: row.since ?? undefined,
  }));
}

/**
 * What leaves an owner behind: a part that stands where the whole stood before the event, and why. To be written in the
 * transaction in which the whole goes on without that owner, so that each of its events is taken once, whatever dies.
 */
export function partStatements(
  catalog: Catalog,
  { owner, from, ...stop }: Stop & { readonly owner: string; readonly from: Checkpoint },
): readonly Statement[] {
  const name = partName(stop.name, owner);
  return [
    {
      text: `INSERT INTO ${catalog}.checkpoints (name, generation, commit_position, prepare_position, last_event)
      SELECT $1::text, c.generation, $4::int8, $5::int8, c.last_event FROM ${catalog}.checkpoints c WHERE c.name = $2 AND c.generation = $3`,
      values: [name, stop.name, String(stop.generation), ...stored(from)],
    },
    stopStatement(catalog, { ...stop, name }),
    changedStatement(stop.name),
  ];
}

/** Lets a part go into its whole, both standing at the same place. @returns false when they do not */
export async function joinPart(
  ledger: Ledger,
  { name, generation, at }: { readonly name: string; readonly generation: number; readonly at: Position },
): Promise<boolean> {
  const { whole } = partOf(name);
  const { rowCount } = await ledger.db.query(
    `DELETE FROM ${ledger.catalog}.checkpoints p USING ${ledger.catalog}.checkpoints w
    WHERE p.name = $1 AND w.name = $2 AND p.generation = $3 AND w.generation = $3 AND p.commit_position = $4 AND w.commit_position = $4`,
    [name, whole, generation, String(at.commit)],
  );
  await ledger.changed(whole);
  return rowCount === 1;
}

import type { Pool } from 'pg';
import { dropFold } from './folds';

/** What is kept at most, of all organizations: the least used goes first. Versions are rows, of about a kilobyte. */
export const KEPT = { idleMinutes: 15, folds: 300, versions: 3_000_000 };

interface Row {
  readonly schema: string;
  readonly organization: string;
  readonly begun: string;
  readonly versions: string;
  readonly idle: boolean;
}

/** Ends folds that nobody used for a while, that are too many, or that hold what was erased; and what a crash left. */
export async function sweepFolds(
  pool: Pool,
  erasedSince: (organization: string, instant: string) => Promise<boolean>,
): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    const { rows } = await client.query<Row>(
      `SELECT schema, organization, begun_at::text AS begun, versions, used_at < clock_timestamp() - interval '${KEPT.idleMinutes} minutes' AS idle
       FROM past.folds ORDER BY used_at DESC`,
    );
    let versions = 0;
    for (const [index, row] of rows.entries()) {
      versions += Number(row.versions);
      const isOver = row.idle || index >= KEPT.folds || versions > KEPT.versions;
      if (isOver || (await erasedSince(row.organization, row.begun))) await dropFold(client, row.schema);
    }
    const { rows: left } = await client.query<{ schema: string }>(
      `SELECT nspname AS schema FROM pg_namespace WHERE nspname ~ '^past_.*_[0-9a-f]{10}$' AND NOT EXISTS (SELECT FROM past.folds f WHERE f.schema = nspname)`,
    );
    for (const { schema } of left) await dropFold(client, schema);
    broken = false;
  } finally {
    client.release(broken);
  }
}

import { sql } from 'kysely';
import type { ReadOptions } from '../reader/reads';
import type { ViewReader } from '../reader/view-reader';
import { history } from './history';

/** Events that hold something that only one key opens. */
export interface SealedEvents {
  readonly category: string;
  /** How many streams of that category. */
  readonly streams: number;
  readonly events: number;
}

interface OneKey {
  readonly organizationId: string;
  readonly keyId: string;
}

/**
 * Which events of an organization hold something that is sealed with a key, by the category of their streams: a part
 * names its key, also once that is destroyed. It looks through the whole history of the organization.
 * @throws Refused READ_MODEL_BEHIND as `ViewReader.read`
 */
export function eventsSealedWith(
  reader: ViewReader,
  { organizationId, keyId, ...options }: OneKey & ReadOptions,
): Promise<readonly SealedEvents[]> {
  return reader.read(
    history,
    { organization: organizationId },
    async (db) => {
      const key = Buffer.from(keyId);
      const { rows } = await sql<{ category: string; streams: string; events: string }>`
        SELECT split_part(stream, '-', 1) AS category, count(DISTINCT stream) AS streams, count(*) AS events
        FROM history WHERE organization_id = ${organizationId}
          AND (position(${key}::bytea IN data) > 0 OR position(${key}::bytea IN metadata) > 0)
        GROUP BY 1 ORDER BY 1`.execute(db);
      return rows.map((row) => ({ category: row.category, streams: Number(row.streams), events: Number(row.events) }));
    },
    options,
  );
}

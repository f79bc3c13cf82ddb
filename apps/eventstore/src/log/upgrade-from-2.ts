import type { ClientBase } from 'pg';
import { DamagedLog } from './damage';

// Format 2 had the names of streams in a table of their own, which cost each new stream a second row with two indexes.
// The key is that of `streamKey`.
const ADD_KEYS = `ALTER TABLE eventstore.events ADD COLUMN IF NOT EXISTS stream_key bytea;
UPDATE eventstore.events e SET stream_key = CASE WHEN octet_length(convert_to(s.name, 'UTF8')) <= 255 THEN convert_to(s.name, 'UTF8') ELSE '\\xff'::bytea || s.digest END
FROM eventstore.streams s CROSS JOIN LATERAL (SELECT position FROM eventstore.events WHERE stream_id = s.id ORDER BY revision LIMIT 1) AS first
WHERE e.position = first.position`;
const WITHOUT_EVENTS =
  'SELECT count(*)::int AS count FROM eventstore.streams s WHERE NOT EXISTS (SELECT FROM eventstore.events e WHERE e.stream_id = s.id)';
const FINISH = `CREATE UNIQUE INDEX events_stream_key ON eventstore.events (stream_key) WHERE stream_key IS NOT NULL;
DROP TABLE eventstore.streams;
UPDATE eventstore.meta SET value = '3' WHERE key = 'version'`;

/**
 * Brings a log of format 2 to format 3: the first event of each stream gets the key of its name. All or nothing.
 * @throws DamagedLog when a stream has no events
 */
export async function upgradeFrom2(client: ClientBase, report: (progress: string) => void): Promise<void> {
  report('The log is being upgraded to format 3.');
  await client.query('BEGIN');
  const {
    rows: [empty],
  } = await client.query<{ count: number }>(WITHOUT_EVENTS);
  // the connection ends, and with it the transaction
  if (empty?.count !== 0) throw new DamagedLog(`among its streams (${empty?.count ?? 'some'} have no events)`);
  await client.query(ADD_KEYS);
  await client.query(FINISH);
  await client.query('COMMIT');
  report('The log is upgraded.');
}

import type { ClientBase } from 'pg';

// Format 2 had the names of streams in a table of their own, which cost each new stream a third of its first write. The key is that of `streamKey`.
const UPGRADE = `BEGIN;
ALTER TABLE eventstore.events ADD COLUMN IF NOT EXISTS stream_key bytea;
UPDATE eventstore.events e SET stream_key = CASE WHEN octet_length(s.name) <= 255 THEN convert_to(s.name, 'UTF8') ELSE '\\xff'::bytea || s.digest END
FROM eventstore.streams s CROSS JOIN LATERAL (SELECT position FROM eventstore.events WHERE stream_id = s.id ORDER BY revision LIMIT 1) AS first
WHERE e.position = first.position;
CREATE UNIQUE INDEX events_stream_key ON eventstore.events (stream_key) WHERE stream_key IS NOT NULL;
DROP TABLE eventstore.streams;
UPDATE eventstore.meta SET value = '3' WHERE key = 'version';
COMMIT`;

/** Brings a log of format 2 to format 3: the first event of each stream gets the key of its name. All or nothing. */
export async function upgradeFrom2(client: ClientBase, report: (progress: string) => void): Promise<void> {
  report('The log is being upgraded to format 3.');
  await client.query(UPGRADE);
  report('The log is upgraded.');
}

import type { ClientBase } from 'pg';
import { framed } from '../wire/framed-event';
import { DamagedLog } from './damage';
import { insertUpgraded, type NewRow } from './insert-group';
import { prepared } from './rows';

// Format 1 kept an event's parts in columns, without a checksum. The new table is filled beside the old one, group by
// group, and takes its place at the end in one transaction: whoever is interrupted goes on where it was.
const BEGIN = `CREATE TABLE IF NOT EXISTS eventstore.events_2 (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, checksum integer NOT NULL, frame bytea NOT NULL);
ALTER TABLE eventstore.events_2 ADD COLUMN IF NOT EXISTS stream_key bytea`;
/** At most so many at a time: more bytes than that only of a single event. */
const GROUP = { events: 500, bytes: 4 * 1024 * 1024 };
const OLD_PAGE = `SELECT e.position, e.stream_id, s.name, e.revision, e.event_id, e.type, e.is_json, e.created, e.data, e.metadata
FROM (SELECT *, sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY position) - octet_length(data) - octet_length(metadata) AS before
  FROM (SELECT * FROM eventstore.events WHERE position > $1 ORDER BY position LIMIT ${GROUP.events}) AS rows) e
JOIN eventstore.streams s ON s.id = e.stream_id WHERE e.before < ${GROUP.bytes} ORDER BY e.position`;
const FINISH = `BEGIN;
ALTER TABLE eventstore.events_2 ADD UNIQUE (stream_id, revision);
DROP TABLE eventstore.events;
CREATE INDEX events_event_id ON eventstore.events_2 (stream_id, event_id);
ALTER TABLE eventstore.events_2 RENAME TO events;
ALTER TABLE eventstore.events RENAME CONSTRAINT events_2_pkey TO events_pkey;
ALTER TABLE eventstore.events RENAME CONSTRAINT events_2_stream_id_revision_key TO events_stream_id_revision_key;
UPDATE eventstore.meta SET value = '2' WHERE key = 'version';
COMMIT`;
/** Milliseconds between two reports. */
const REPORT_EVERY = 2000;

type OldRow = [
  position: number,
  streamId: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  isJson: boolean,
  created: number,
  data: Buffer,
  metadata: Buffer,
];

const largest = async (client: ClientBase, table: 'events' | 'events_2'): Promise<number> =>
  (
    await client.query<[position: number]>(
      prepared(`end-of-${table}`, `SELECT coalesce(max(position), 0) FROM eventstore.${table}`, []),
    )
  ).rows[0]?.[0] ?? 0;

async function oldPage(client: ClientBase, after: number): Promise<NewRow[]> {
  const { rows } = await client.query<OldRow>(prepared('page-of-format-1', OLD_PAGE, [after]));
  return rows.map(([position, streamId, stream, revision, id, type, isJson, created, data, metadata], index) => {
    if (position !== after + 1 + index) throw new DamagedLog(`at position ${after + 1 + index} (the event is missing)`);
    return {
      streamId,
      streamKey: undefined,
      event: framed({ position, stream, revision, id, type, isJson, created, data, metadata }),
    };
  });
}

/**
 * Brings a log of format 1 to format 2. Needs room for it twice; may be interrupted and repeated.
 * @throws DamagedLog when a position is missing
 */
export async function upgradeFrom1(client: ClientBase, report: (progress: string) => void): Promise<void> {
  await client.query(BEGIN);
  const end = await largest(client, 'events');
  let reported = Date.now();
  report(`The log is being upgraded to format 2: ${end} events.`);
  for (let done = await largest(client, 'events_2'); done < end;) {
    const rows = await oldPage(client, done);
    if (rows.length === 0) throw new DamagedLog(`at position ${done + 1} (the event is missing)`);
    await insertUpgraded(client, rows);
    done += rows.length;
    if (Date.now() < reported + REPORT_EVERY) continue;
    reported = Date.now();
    report(`The log is being upgraded: ${done} of ${end} events.`);
  }
  await client.query(FINISH);
}

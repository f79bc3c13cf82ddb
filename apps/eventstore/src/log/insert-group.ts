import type { ClientBase } from 'pg';
import { frameOf } from '../wire/recorded-event';
import { CopyMessages, rowSize } from './copy-in';
import { checksumOf } from './damage';
import { ExecuteMessages } from './execute';
import { send, type Messages } from './messages';
import type { StoredEvent } from './types';

/** A row of `eventstore.events` on its way into the table. */
export interface NewRow {
  readonly event: StoredEvent;
  readonly streamId: number;
  /** Of the stream that begins with this event. */
  readonly streamKey: Buffer | undefined;
}

const COLUMNS = '(position, stream_id, revision, event_id, checksum, stream_key, frame)';
const COLUMN_COUNT = 7;
const copy = (table: string): string => `COPY eventstore.${table} ${COLUMNS} FROM STDIN (FORMAT binary)`;
const lengthOf = ({ event, streamKey }: NewRow): number =>
  8 + 8 + 8 + 16 + 4 + (streamKey?.length ?? 0) + frameOf(event).length;

function writeRow(messages: Messages, { event, streamId, streamKey }: NewRow): void {
  const frame = frameOf(event);
  messages.int8(event.position);
  messages.int8(streamId);
  messages.int8(event.revision);
  messages.uuid(event.id);
  messages.int4(checksumOf(frame));
  if (streamKey === undefined) messages.null();
  else messages.bytes(streamKey);
  messages.bytes(frame);
}

async function insertAll(client: ClientBase, table: 'events' | 'events_2', rows: readonly NewRow[]): Promise<void> {
  const messages = new CopyMessages(
    copy(table),
    rows.reduce((bytes, row) => bytes + rowSize(COLUMN_COUNT, lengthOf(row)), 0),
  );
  for (const row of rows) {
    messages.row(COLUMN_COUNT);
    writeRow(messages, row);
  }
  messages.finish();
  await send(client, messages);
}

const STATEMENT = 'insert_event';
const PREPARE = `PREPARE ${STATEMENT} (bigint, bigint, bigint, uuid, int, bytea, bytea) AS INSERT INTO eventstore.events ${COLUMNS} VALUES ($1, $2, $3, $4, $5, $6, $7)`;
/** Sessions that know the statement. */
const ready = new WeakSet<ClientBase>();

/**
 * One event, as all are that meet no others: a prepared INSERT asks less of Postgres than a COPY, which is not worth
 * its beginning here.
 */
async function insertOne(client: ClientBase, row: NewRow): Promise<void> {
  if (!ready.has(client)) await client.query(PREPARE);
  ready.add(client);
  const messages = new ExecuteMessages(STATEMENT, COLUMN_COUNT, lengthOf(row));
  writeRow(messages, row);
  messages.finish();
  await send(client, messages);
}

/**
 * Writes one group into the log: one round trip, one transaction, one flush to disk. The checksum of each event is
 * taken here, before its bytes go anywhere.
 */
export async function insertGroup(client: ClientBase, rows: readonly NewRow[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1) await insertOne(client, first);
  else await insertAll(client, 'events', rows);
}

/** Writes events into the table that takes the place of the log after an upgrade. */
export async function insertUpgraded(client: ClientBase, rows: readonly NewRow[]): Promise<void> {
  await insertAll(client, 'events_2', rows);
}

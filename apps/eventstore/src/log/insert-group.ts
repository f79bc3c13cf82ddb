import { hash } from 'node:crypto';
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
}
export interface NewStream {
  readonly id: number;
  readonly name: string;
}

const STREAMS = 'COPY eventstore.streams (id, name, digest) FROM STDIN (FORMAT binary)';
const COLUMNS = '(position, stream_id, revision, event_id, checksum, frame)';
const events = (table: string): string => `COPY eventstore.${table} ${COLUMNS} FROM STDIN (FORMAT binary)`;

const DIGEST = 32;
const digestOf = (name: string): Buffer => hash('sha256', name, 'buffer');
const EVENT_COLUMNS = 6;
const STREAM_COLUMNS = 3;
const streamLength = ({ name }: NewStream): number => 8 + Buffer.byteLength(name) + DIGEST;
const eventLength = (frame: Buffer): number => 8 + 8 + 8 + 16 + 4 + frame.length;

function writeStream(messages: Messages, { id, name }: NewStream): void {
  messages.int8(id);
  messages.text(name);
  messages.bytes(digestOf(name));
}

function writeEvent(messages: Messages, { event, streamId }: NewRow): void {
  const frame = frameOf(event);
  messages.int8(event.position);
  messages.int8(streamId);
  messages.int8(event.revision);
  messages.uuid(event.id);
  messages.int4(checksumOf(frame));
  messages.bytes(frame);
}

function writeStreams(messages: CopyMessages, streams: readonly NewStream[]): void {
  messages.beginRows();
  for (const stream of streams) {
    messages.row(STREAM_COLUMNS);
    writeStream(messages, stream);
  }
  messages.endRows();
}

function writeEvents(messages: CopyMessages, rows: readonly NewRow[]): void {
  messages.beginRows();
  for (const row of rows) {
    messages.row(EVENT_COLUMNS);
    writeEvent(messages, row);
  }
  messages.endRows();
}

function messagesOf(table: 'events' | 'events_2', rows: readonly NewRow[], streams: readonly NewStream[]): CopyMessages {
  let bytes = 0;
  for (const stream of streams) bytes += rowSize(STREAM_COLUMNS, streamLength(stream));
  for (const { event } of rows) bytes += rowSize(EVENT_COLUMNS, eventLength(frameOf(event)));
  const messages = new CopyMessages(streams.length === 0 ? [events(table)] : [STREAMS, events(table)], bytes);
  if (streams.length > 0) writeStreams(messages, streams);
  writeEvents(messages, rows);
  return messages;
}

const INSERT = `INSERT INTO eventstore.events ${COLUMNS} VALUES ($1, $2, $3, $4, $5, $6)`;
const PREPARE = `PREPARE insert_event (bigint, bigint, bigint, uuid, int, bytea) AS ${INSERT};
PREPARE insert_event_and_stream (bigint, bigint, bigint, uuid, int, bytea, bigint, text, bytea) AS
WITH new_stream AS (INSERT INTO eventstore.streams (id, name, digest) VALUES ($7, $8, $9)) ${INSERT}`;
/** Sessions that know the statements. */
const ready = new WeakSet<ClientBase>();

/** One event, as all are that meet no others: a prepared INSERT asks less of Postgres than a COPY, which is not worth its beginning here. */
async function insertOne(client: ClientBase, row: NewRow, stream: NewStream | undefined): Promise<void> {
  if (!ready.has(client)) await client.query(PREPARE);
  ready.add(client);
  const length = eventLength(frameOf(row.event));
  const messages = stream === undefined ? new ExecuteMessages('insert_event', EVENT_COLUMNS, length)
    : new ExecuteMessages('insert_event_and_stream', EVENT_COLUMNS + STREAM_COLUMNS, length + streamLength(stream));
  writeEvent(messages, row);
  if (stream !== undefined) writeStream(messages, stream);
  messages.finish();
  await send(client, messages);
}

/** Writes one group into the log: one round trip, one transaction, one flush to disk. The checksum of each event is taken here, before its bytes go anywhere. */
export async function insertGroup(client: ClientBase, rows: readonly NewRow[], streams: readonly NewStream[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1) await insertOne(client, first, streams[0]);
  else await send(client, messagesOf('events', rows, streams));
}

/** Writes events, whose streams are there already, into the table that takes the place of the log after an upgrade. */
export async function insertUpgraded(client: ClientBase, rows: readonly NewRow[]): Promise<void> {
  await send(client, messagesOf('events_2', rows, []));
}

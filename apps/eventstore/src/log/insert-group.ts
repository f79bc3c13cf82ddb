import { hash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { frameOf } from '../wire/recorded-event';
import { CopyMessages, copyIn, rowSize } from './copy-in';
import { checksumOf } from './damage';
import { int8 } from './rows';
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
const streamSize = ({ name }: NewStream): number => rowSize(STREAM_COLUMNS, 8 + Buffer.byteLength(name) + DIGEST);
const eventSize = (frame: Buffer): number => rowSize(EVENT_COLUMNS, 8 + 8 + 8 + 16 + 4 + frame.length);

function writeStreams(messages: CopyMessages, streams: readonly NewStream[]): void {
  messages.beginRows();
  for (const { id, name } of streams) {
    messages.row(STREAM_COLUMNS);
    messages.int8(id);
    messages.text(name);
    messages.bytes(digestOf(name));
  }
  messages.endRows();
}

function writeEvents(messages: CopyMessages, rows: readonly NewRow[]): void {
  messages.beginRows();
  for (const { event, streamId } of rows) {
    const frame = frameOf(event);
    messages.row(EVENT_COLUMNS);
    messages.int8(event.position);
    messages.int8(streamId);
    messages.int8(event.revision);
    messages.uuid(event.id);
    messages.int4(checksumOf(frame));
    messages.bytes(frame);
  }
  messages.endRows();
}

function messagesOf(table: 'events' | 'events_2', rows: readonly NewRow[], streams: readonly NewStream[]): CopyMessages {
  let bytes = 0;
  for (const stream of streams) bytes += streamSize(stream);
  for (const { event } of rows) bytes += eventSize(frameOf(event));
  const messages = new CopyMessages(streams.length === 0 ? [events(table)] : [STREAMS, events(table)], bytes);
  if (streams.length > 0) writeStreams(messages, streams);
  writeEvents(messages, rows);
  return messages;
}

const ONE = `INSERT INTO eventstore.events ${COLUMNS} VALUES ($1, $2, $3, $4, $5, $6)`;
const ONE_AND_STREAM = `WITH new_stream AS (INSERT INTO eventstore.streams (id, name, digest) VALUES ($7, $8, $9)) ${ONE}`;

/** One event, as all are that meet no others: a prepared INSERT asks less of Postgres than a COPY, which is not worth its beginning here. */
async function insertOne(client: ClientBase, { event, streamId }: NewRow, stream: NewStream | undefined): Promise<void> {
  const frame = frameOf(event);
  const values = [event.position, streamId, int8(event.revision), event.id, checksumOf(frame), frame];
  if (stream === undefined) await client.query({ name: 'insert-one', text: ONE, values });
  else await client.query({ name: 'insert-one-and-stream', text: ONE_AND_STREAM, values: [...values, stream.id, stream.name, digestOf(stream.name)] });
}

/** Writes one group into the log: one round trip, one transaction, one flush to disk. The checksum of each event is taken here, before its bytes go anywhere. */
export async function insertGroup(client: ClientBase, rows: readonly NewRow[], streams: readonly NewStream[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length === 1) await insertOne(client, first, streams[0]);
  else await copyIn(client, messagesOf('events', rows, streams));
}

/** Writes events, whose streams are there already, into the table that takes the place of the log after an upgrade. */
export async function insertUpgraded(client: ClientBase, rows: readonly NewRow[]): Promise<void> {
  await copyIn(client, messagesOf('events_2', rows, []));
}

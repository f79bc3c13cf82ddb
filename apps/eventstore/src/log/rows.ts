import type { ClientBase, CustomTypesConfig, QueryArrayConfig } from 'pg';
import { types } from 'pg';
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

// All bytes travel as one binary parameter and are cut in Postgres: arrays of bytea would travel as hexadecimal text.
const INSERT = `WITH new_streams AS (
  INSERT INTO eventstore.streams (id, name, digest)
  SELECT id, name, sha256(convert_to(name, 'UTF8')) FROM unnest($1::bigint[], $2::text[]) AS s(id, name))
INSERT INTO eventstore.events (position, stream_id, revision, event_id, type, is_json, created, data, metadata)
SELECT $3::bigint + n, stream_id, revision, event_id, type, is_json, $4::bigint,
  substring($5::bytea FROM start FOR data_length), substring($5::bytea FROM start + data_length FOR metadata_length)
FROM unnest($6::bigint[], $7::bigint[], $8::uuid[], $9::text[], $10::boolean[], $11::int[], $12::int[], $13::int[])
  WITH ORDINALITY AS e(stream_id, revision, event_id, type, is_json, start, data_length, metadata_length, n)`;

const array = (values: readonly (number | string)[]): string => `{${values.join(',')}}`;
const texts = (values: readonly string[]): string => array(values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`));
const int8 = (value: number): string => (value === 2 ** 63 ? '9223372036854775807' : String(value));

/** Writes one group: one statement, one round trip, one transaction, one flush to disk. Rows have consecutive positions. */
export async function insertGroup(client: ClientBase, rows: readonly NewRow[], streams: readonly NewStream[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const starts: number[] = [];
  const bytes: Buffer[] = [];
  let start = 1;
  for (const { event } of rows) {
    starts.push(start);
    bytes.push(event.data, event.metadata);
    start += event.data.length + event.metadata.length;
  }
  const events = rows.map(({ event }) => event);
  await client.query({ name: 'insert-group', text: INSERT, values: [
    array(streams.map(({ id }) => id)), texts(streams.map(({ name }) => name)), first.event.position - 1, first.event.created, Buffer.concat(bytes),
    array(rows.map(({ streamId }) => streamId)), array(events.map(({ revision }) => int8(revision))), array(events.map(({ id }) => id)), texts(events.map(({ type }) => type)),
    array(events.map(({ isJson }) => (isJson ? 't' : 'f'))), array(starts), array(events.map(({ data }) => data.length)), array(events.map(({ metadata }) => metadata.length))] });
}

/** int8 as number (positions and revisions stay below 2^53; 2^63-1 becomes the double 2^63); everything else as pg has it. */
export const numbers: CustomTypesConfig = {
  getTypeParser: (id: number) => {
    const parser: unknown = id === INT8 ? Number : types.getTypeParser(id, 'text');
    return typeof parser === 'function' ? parser : String;
  },
};

/** Type number of int8 in Postgres. */
const INT8 = 20;

export type EventRow = [position: number, stream: string, revision: number, id: string, type: string, isJson: boolean, created: number, data: Buffer, metadata: Buffer];
export const EVENT_COLUMNS = 'e.position, s.name, e.revision, e.event_id, e.type, e.is_json, e.created, e.data, e.metadata';

export function storedEvent([position, stream, revision, id, type, isJson, created, data, metadata]: EventRow): StoredEvent {
  return { position, stream, revision, id, type, isJson, created, data, metadata };
}

/** A named (prepared) query that answers arrays with plain numbers. */
export function prepared(name: string, text: string, values: unknown[]): QueryArrayConfig {
  return { name, text, values, rowMode: 'array', types: numbers };
}

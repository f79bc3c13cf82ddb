import type { ClientBase, CustomTypesConfig, QueryArrayConfig, QueryConfig } from 'pg';
import { types } from 'pg';
import { frameOf } from '../wire/recorded-event';
import { checksumOf } from './damage';
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
const insert = (table: string): string => `WITH new_streams AS (
  INSERT INTO eventstore.streams (id, name, digest)
  SELECT id, name, sha256(convert_to(name, 'UTF8')) FROM unnest($1::bigint[], $2::text[]) AS s(id, name))
INSERT INTO eventstore.${table} (position, stream_id, revision, event_id, checksum, frame)
SELECT $3::bigint + n, stream_id, revision, event_id, checksum, substring($4::bytea FROM start FOR length)
FROM unnest($5::bigint[], $6::bigint[], $7::uuid[], $8::int[], $9::int[], $10::int[]) WITH ORDINALITY AS e(stream_id, revision, event_id, checksum, start, length, n)`;

const array = (values: readonly (number | string)[]): string => `{${values.join(',')}}`;
const texts = (values: readonly string[]): string => array(values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`));
/** A revision as Postgres takes it. */
export const int8 = (value: number): string => (value >= 2 ** 63 ? '9223372036854775807' : String(value));

/** Writes one group into the log: one statement, one round trip, one transaction, one flush to disk. Rows have consecutive positions. */
export async function insertGroup(client: ClientBase, rows: readonly NewRow[], streams: readonly NewStream[]): Promise<void> {
  if (rows.length > 0) await client.query(insertion('events', rows, streams));
}

/** The statement that writes a group. The checksum of each event is taken here, before its bytes go anywhere. */
export function insertion(table: 'events' | 'events_2', rows: readonly NewRow[], streams: readonly NewStream[]): QueryConfig {
  const frames = rows.map(({ event }) => frameOf(event));
  const starts: number[] = [];
  let start = 1;
  for (const { length } of frames) {
    starts.push(start);
    start += length;
  }
  return { name: `insert-${table}`, text: insert(table), values: [
    array(streams.map(({ id }) => id)), texts(streams.map(({ name }) => name)), (rows[0]?.event.position ?? 0) - 1, Buffer.concat(frames),
    array(rows.map(({ streamId }) => streamId)), array(rows.map(({ event }) => int8(event.revision))), array(rows.map(({ event }) => event.id)),
    array(frames.map(checksumOf)), array(starts), array(frames.map(({ length }) => length))] };
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

/** A named (prepared) query that answers arrays with plain numbers. */
export function prepared(name: string, text: string, values: unknown[]): QueryArrayConfig {
  return { name, text, values, rowMode: 'array', types: numbers };
}

import type { ClientBase } from 'pg';

/** Version of the tables. A server refuses a database written by a newer one. */
const VERSION = 1;

// No row is ever updated. `digest` makes names of any length unique (a B-tree entry ends at 2.7 kB).
const TABLES = `
CREATE SCHEMA IF NOT EXISTS eventstore;
CREATE TABLE IF NOT EXISTS eventstore.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS eventstore.streams (
  id bigint PRIMARY KEY, name text NOT NULL, digest bytea NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS eventstore.events (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, type text NOT NULL,
  is_json boolean NOT NULL, created bigint NOT NULL, data bytea NOT NULL, metadata bytea NOT NULL,
  UNIQUE (stream_id, revision));
CREATE INDEX IF NOT EXISTS events_event_id ON eventstore.events (event_id);
INSERT INTO eventstore.meta VALUES ('version', '${VERSION}') ON CONFLICT DO NOTHING;`;

/** Creates what is missing. Only under the writer's lock: two servers never do it at once. */
export async function createTables(client: ClientBase): Promise<void> {
  const present = await client.query<{ present: boolean }>(`SELECT to_regclass('eventstore.events') IS NOT NULL AS present`);
  if (present.rows[0]?.present !== true) await client.query(TABLES);
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM eventstore.meta WHERE key = 'version'`);
  const found = Number(rows[0]?.value);
  if (found !== VERSION) {
    throw new StorageRefused(`The log in this database has format ${rows[0]?.value ?? 'unknown'}, this event store reads format ${VERSION}: use the version of Annals that wrote it.`);
  }
}

/** The database can't be used; the message is one sentence for the person who started us. */
export class StorageRefused extends Error {
  override readonly name: string = 'StorageRefused';
}

/** Another event store writes the log of this database. */
export class LogIsTaken extends StorageRefused {
  override readonly name = 'LogIsTaken';
}

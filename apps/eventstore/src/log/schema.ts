import type { ClientBase } from 'pg';
import { upgradeFrom1 } from './upgrade-from-1';

/** Version of the tables. A server refuses a database written by a newer one. */
const VERSION = '2';

// No row is ever updated. `digest` makes names of any length unique (a B-tree entry ends at 2.7 kB). `frame` is the event as it is served, with
// everything that is in the columns before it and `checksum` over all of it (docs/adr/0007); the columns are there to be searched.
const TABLES = `
CREATE SCHEMA IF NOT EXISTS eventstore;
CREATE TABLE IF NOT EXISTS eventstore.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS eventstore.streams (
  id bigint PRIMARY KEY, name text NOT NULL, digest bytea NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS eventstore.events (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, checksum integer NOT NULL, frame bytea NOT NULL,
  UNIQUE (stream_id, revision));
CREATE INDEX IF NOT EXISTS events_event_id ON eventstore.events (stream_id, event_id);
INSERT INTO eventstore.meta VALUES ('version', '${VERSION}') ON CONFLICT DO NOTHING;`;

async function versionOf(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM eventstore.meta WHERE key = 'version'`);
  return rows[0]?.value;
}

/**
 * Creates what is missing and upgrades an older log. Only under the writer's lock: two servers never do it at once.
 * @param report told how far an upgrade is
 * @throws StorageRefused when the log is of another version of Annals
 */
export async function prepareTables(client: ClientBase, report: (progress: string) => void): Promise<void> {
  const present = await client.query<{ present: boolean }>(`SELECT to_regclass('eventstore.meta') IS NOT NULL AS present`);
  if (present.rows[0]?.present !== true) await client.query(TABLES);
  else if (await versionOf(client) === '1') await upgradeFrom1(client, report);
  await checkFormat(client);
}

/** @throws StorageRefused when the log is of another format than this version of Annals reads */
export async function checkFormat(client: ClientBase): Promise<void> {
  const found = await versionOf(client);
  if (found !== VERSION) {
    throw new StorageRefused(`The log in this database has format ${found ?? 'unknown'}, this event store reads format ${VERSION}: use the version of Annals that wrote it.`);
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

import type { ClientBase } from 'pg';
import { upgradeFrom1 } from './upgrade-from-1';
import { upgradeFrom2 } from './upgrade-from-2';

/** Version of the tables. A server refuses a database written by a newer one. */
const VERSION = '3';

// No row is ever updated. `frame` is the event as it is served, with `checksum` over all of it; the other columns are
// there to be searched. The first event of a stream has the key of the stream's name (docs/adr/0007, docs/adr/0009).
const TABLES = `
CREATE SCHEMA IF NOT EXISTS eventstore;
CREATE TABLE IF NOT EXISTS eventstore.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS eventstore.events (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, checksum integer NOT NULL,
  stream_key bytea, frame bytea NOT NULL, UNIQUE (stream_id, revision));
CREATE INDEX IF NOT EXISTS events_event_id ON eventstore.events (stream_id, event_id);
CREATE UNIQUE INDEX IF NOT EXISTS events_stream_key ON eventstore.events (stream_key) WHERE stream_key IS NOT NULL;
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
  const present = await client.query<{ present: boolean }>(
    `SELECT to_regclass('eventstore.meta') IS NOT NULL AS present`,
  );
  if (present.rows[0]?.present !== true) await client.query(TABLES);
  if ((await versionOf(client)) === '1') await upgradeFrom1(client, report);
  if ((await versionOf(client)) === '2') await upgradeFrom2(client, report);
  await checkFormat(client);
}

/** @throws StorageRefused when the log is of another format than this version of Annals reads */
export async function checkFormat(client: ClientBase): Promise<void> {
  const found = await versionOf(client);
  if (Number(found) < Number(VERSION))
    throw new StorageRefused(
      `The log in this database has format ${found ?? ''}, this version of Annals works with format ${VERSION}: start it once, which upgrades the log. (Make a backup with the old version first.)`,
    );
  if (found !== VERSION) {
    throw new StorageRefused(
      `The log in this database has format ${found ?? 'unknown'}, this event store reads format ${VERSION}: use the version of Annals that wrote it.`,
    );
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

import { randomBytes, randomUUID } from 'node:crypto';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { EventLog } from './event-log';
import { TOMBSTONE, type StoredEvent } from './types';

/** The tables as the first version made them. */
const FORMAT_1 = `
CREATE SCHEMA eventstore;
CREATE TABLE eventstore.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE eventstore.streams (id bigint PRIMARY KEY, name text NOT NULL, digest bytea NOT NULL UNIQUE);
CREATE TABLE eventstore.events (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, type text NOT NULL,
  is_json boolean NOT NULL, created bigint NOT NULL, data bytea NOT NULL, metadata bytea NOT NULL, UNIQUE (stream_id, revision));
CREATE INDEX events_event_id ON eventstore.events (event_id);
INSERT INTO eventstore.meta VALUES ('version', '1')`;
const STREAMS = `INSERT INTO eventstore.streams SELECT id, name, sha256(convert_to(name, 'UTF8')) FROM unnest($1::bigint[], $2::text[]) AS s(id, name)`;
const EVENT = 'INSERT INTO eventstore.events VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)';
const NAMES = ['plain', '$$plain', 'größer/2', 'gone'];
const EVENTS = 700;

const written: StoredEvent[] = Array.from({ length: EVENTS }, (_, index) => ({
  position: index + 1,
  stream: NAMES[index % 4] ?? '',
  revision: index === EVENTS - 1 ? TOMBSTONE : Math.floor(index / 4),
  id: randomUUID(),
  type: index % 4 === 1 ? '$metadata' : 'Écrit',
  isJson: index % 4 === 1,
  created: 1_763_700_000_000 + index,
  data: index % 4 === 1 ? Buffer.from(`{"$maxCount":${index}}`) : randomBytes(index % 300),
  metadata: randomBytes(index % 3),
}));

jest.setTimeout(60_000);

describe('a log of format 1', () => {
  let database: TestDatabase;
  let superuser: Client;
  const insert = ({
    position,
    stream,
    revision,
    id,
    type,
    isJson,
    created,
    data,
    metadata,
  }: StoredEvent): Promise<unknown> =>
    superuser.query(EVENT, [
      position,
      NAMES.indexOf(stream) + 1,
      revision === TOMBSTONE ? '9223372036854775807' : revision,
      id,
      type,
      isJson,
      created,
      data,
      metadata,
    ]);

  beforeEach(async () => {
    database = await sharedDatabase('formatone');
    superuser = new Client({ connectionString: database.url });
    await superuser.connect();
    await superuser.query(FORMAT_1);
    await superuser.query(STREAMS, [NAMES.map((_, index) => index + 1), NAMES]);
  });
  afterEach(async () => {
    await superuser.end();
    await database.drop();
  });

  it('is upgraded at start, goes on where it was interrupted, and holds what it held', async () => {
    const reports: string[] = [];
    const open = (): Promise<EventLog> =>
      EventLog.open({
        databaseUrl: database.url,
        report: (line) => {
          reports.push(line);
        },
        mustEnd: () => undefined,
      });
    for (const event of written) if (event.position !== 555) await insert(event);
    await expect(open()).rejects.toThrow(
      'The stored log is damaged at position 555 (the event is missing): restore it from a backup.',
    );
    const {
      rows: [half],
    } = await superuser.query<{ count: number; first: string }>(
      'SELECT count(*)::int, min(xmin::text) AS first FROM eventstore.events_2',
    );
    expect(half?.count).toBeGreaterThan(0);
    for (const event of written) if (event.position === 555) await insert(event);
    const log = await open();
    const {
      rows: [whole],
    } = await superuser.query<{ count: number; first: string }>(
      'SELECT count(*)::int, (SELECT xmin::text FROM eventstore.events WHERE position = 5) AS first FROM eventstore.events',
    );
    expect(whole).toEqual({ count: EVENTS, first: half?.first }); // what was there was not written again
    expect(reports).toEqual(
      expect.arrayContaining([
        `The log is being upgraded to format 2: ${EVENTS} events.`,
        'The log is being upgraded to format 3.',
        'The log is upgraded.',
      ]),
    );
    const found: unknown[] = [];
    for await (const page of log.all('forwards', { low: 1, high: EVENTS, count: EVENTS })) {
      for (const { position, stream, revision, id, type, isJson, created, data, metadata } of page)
        found.push({ position, stream, revision, id, type, isJson, created, data, metadata });
    }
    expect(found).toEqual(written);
    expect(await log.visibility('gone')).toEqual({ kind: 'tombstoned' });
    await log.stopWriting(0);
    await log.close();
  });

  it('has the same tables as a new one afterwards', async () => {
    const tables = async (url: string): Promise<unknown> => {
      const log = await EventLog.open({ databaseUrl: url, report: () => undefined, mustEnd: () => undefined });
      await log.stopWriting(1000);
      await log.close();
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } =
        await client.query(`SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE schemaname = 'eventstore'
        UNION ALL SELECT table_name || '.' || column_name, data_type || is_nullable FROM information_schema.columns WHERE table_schema = 'eventstore' ORDER BY 1`);
      await client.end();
      return rows;
    };
    await superuser.query('DELETE FROM eventstore.streams'); // they have no events here
    const fresh = await sharedDatabase('newest');
    expect(await tables(database.url)).toEqual(await tables(fresh.url));
    await fresh.drop();
  });
});

import { randomUUID } from 'node:crypto';
import { sharedDatabase } from '@annals/testing';
import { Client } from 'pg';
import { framed } from '../wire/framed-event';
import { checksumOf } from './damage';
import { EventLog } from './event-log';
import { checkFormat } from './schema';
import { TOMBSTONE, type StoredEvent } from './types';
import { LogVerification } from './verify-log';
import type { WriteOutcome } from './write-request';

/** The tables as the second version made them. */
const FORMAT_2 = `
CREATE SCHEMA eventstore;
CREATE TABLE eventstore.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE eventstore.streams (id bigint PRIMARY KEY, name text NOT NULL, digest bytea NOT NULL UNIQUE);
CREATE TABLE eventstore.events (
  position bigint PRIMARY KEY, stream_id bigint NOT NULL, revision bigint NOT NULL, event_id uuid NOT NULL, checksum integer NOT NULL, frame bytea NOT NULL,
  UNIQUE (stream_id, revision));
CREATE INDEX events_event_id ON eventstore.events (stream_id, event_id);
INSERT INTO eventstore.meta VALUES ('version', '2')`;
const STREAMS = `INSERT INTO eventstore.streams SELECT id, name, sha256(convert_to(name, 'UTF8')) FROM unnest($1::bigint[], $2::text[]) AS s(id, name)`;
const EVENT = 'INSERT INTO eventstore.events VALUES ($1, $2, $3, $4, $5, $6)';
const NAMES = ['plain', '$$plain', `${'ü'.repeat(127)}x`, 'ü'.repeat(128), 'l'.repeat(5000), 'gone'];
const ROUNDS = 5;

const stored = (position: number, stream: string, revision: number): StoredEvent =>
  framed({
    position,
    stream,
    revision,
    id: randomUUID(),
    type: 'Happened',
    isJson: false,
    created: 1_763_700_000_000,
    data: Buffer.from(`${position}`),
    metadata: Buffer.alloc(0),
  });
/** A few events of each stream, taking turns; but of the last one its tombstone only. */
const written = Array.from({ length: ROUNDS }, (_, round) =>
  NAMES.slice(0, -1).map((stream, index) => stored(1 + round * (NAMES.length - 1) + index, stream, round)),
).flat();
written.push(stored(written.length + 1, 'gone', TOMBSTONE));

describe('a log of format 2', () => {
  it('is refused, and stays what it is, when one of its streams has no events', async () => {
    const database = await sharedDatabase('formattwo');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(FORMAT_2);
    await client.query(STREAMS, [[1], ['empty']]);
    await expect(checkFormat(client)).rejects.toThrow(
      'The log in this database has format 2, this version of Annals works with format 3: start it once, which upgrades the log.',
    );
    await expect(
      EventLog.open({ databaseUrl: database.url, report: () => undefined, mustEnd: () => undefined }),
    ).rejects.toThrow('The stored log is damaged among its streams (1 have no events): restore it from a backup.');
    expect(
      (await client.query('SELECT value FROM eventstore.meta UNION ALL SELECT name FROM eventstore.streams')).rows,
    ).toEqual([{ value: '2' }, { value: 'empty' }]);
    await client.end();
    await database.drop();
  });

  it('is upgraded at start: every stream is found by its name, goes on where it ended, and holds what it held', async () => {
    const database = await sharedDatabase('formattwo');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(FORMAT_2);
    await client.query(STREAMS, [NAMES.map((_, index) => index + 1), NAMES]);
    for (const { position, stream, revision, id, frame } of written) {
      await client.query(EVENT, [
        position,
        NAMES.indexOf(stream) + 1,
        revision === TOMBSTONE ? '9223372036854775807' : revision,
        id,
        checksumOf(frame ?? Buffer.alloc(0)),
        frame,
      ]);
    }
    const reports: string[] = [];
    const log = await EventLog.open({
      databaseUrl: database.url,
      report: (line) => {
        reports.push(line);
      },
      mustEnd: () => undefined,
    });
    expect(reports).toEqual(['The log is being upgraded to format 3.', 'The log is upgraded.']);
    const append = (stream: string): Promise<WriteOutcome> =>
      new Promise((settle) => {
        log.submit({
          kind: 'append',
          stream,
          expected: 'any',
          events: [
            { id: randomUUID(), type: 'Later', isJson: false, data: Buffer.alloc(0), metadata: Buffer.alloc(0) },
          ],
          bytes: 0,
          deadline: Date.now() + 10_000,
          settle,
        });
      });
    for (const name of NAMES.slice(0, -1))
      expect(await append(name)).toMatchObject({ kind: 'success', revision: ROUNDS });
    expect(await append('gone')).toEqual({ kind: 'stream-deleted' });
    expect(await append('new')).toMatchObject({ kind: 'success', revision: 0 });
    const found: Buffer[] = [];
    for await (const page of log.all('forwards', { low: 1, high: written.length, count: written.length }))
      found.push(...page.map(({ frame }) => frame ?? Buffer.alloc(0)));
    expect(found).toEqual(written.map(({ frame }) => frame));
    const verification = new LogVerification(client, true);
    await verification.verify({ from: 1, to: written.length + NAMES.length });
    expect(verification.result).toMatchObject({
      events: written.length + NAMES.length,
      streams: NAMES.length + 1,
      damages: [],
    });
    await log.stopWriting(0);
    await log.close();
    await client.end();
    await database.drop();
  });
});

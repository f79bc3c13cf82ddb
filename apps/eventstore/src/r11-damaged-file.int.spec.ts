import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@annals/postgres';
import { say, scaled } from '@annals/testing';
import { Client } from 'pg';
import { EventLog } from './log/event-log';
import { StorageRefused } from './log/schema';
import type { StoredEvent } from './log/types';
import { writeSmallLog } from './testing/small-log';

const EVENTS = 3000;
const ROUNDS = scaled(4, 1000);
/** The full number is for a quick machine; another does what it can in this time (ms). */
const PATIENCE = 15 * 60_000;
const LAST = 64 * 1024;
/** Autovacuum would write pages of its own between two rounds. */
const SETTINGS = { autovacuum: 'off' };
jest.setTimeout(scaled(120_000, 1_200_000));

/** What an event says, without the bytes it is served as. */
function partsOf(event: StoredEvent | undefined): unknown {
  if (event === undefined) return undefined;
  const { position, stream, revision, id, type, isJson, created, data, metadata } = event;
  return {
    position,
    stream,
    revision,
    id,
    type,
    isJson,
    created,
    data: data.toString('latin1'),
    metadata: metadata.toString('latin1'),
  };
}

describe('R11: a file of the log that was torn or rotted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annals-torn-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Does something with the log's database and stops it in good order. */
  async function withPostgres<Result>(
    settings: Readonly<Record<string, string>>,
    work: (url: string) => Promise<Result>,
  ): Promise<Result> {
    const postgres = await startEmbeddedPostgres({ folder, settings: { ...SETTINGS, ...settings } });
    try {
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  }

  /** Where Postgres keeps the events, once all of it is on disk and no page will be written again. */
  async function fileOfEvents(url: string): Promise<string> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('VACUUM FREEZE eventstore.events');
    const { rows } = await client.query<{ path: string }>(`SELECT pg_relation_filepath('eventstore.events') AS path`);
    await client.end();
    return join(folder, 'data', rows[0]?.path ?? '');
  }

  /**
   * What a start makes of the log: a sentence, or every event as it was written. Postgres itself falls over some rows
   * that it must take as they are.
   */
  async function opened(databaseUrl: string, written: readonly StoredEvent[]): Promise<'refused' | 'fallen' | 'whole'> {
    let log: EventLog;
    try {
      log = await EventLog.open({ databaseUrl, report: () => undefined, mustEnd: () => undefined });
    } catch (error) {
      expect(error).toBeInstanceOf(StorageRefused);
      if (String(error).endsWith('Connection terminated unexpectedly.')) return 'fallen';
      expect(String(error)).toMatch(/The stored log is damaged .*: restore it from a backup\./s);
      return 'refused';
    }
    let position = 0;
    for await (const page of log.all('forwards', { low: 1, high: log.feed.position, count: log.feed.position })) {
      for (const event of page) {
        expect(partsOf(event)).toEqual(partsOf(written[position]));
        position += 1;
      }
    }
    expect(position).toBe(written.length);
    await log.stopWriting(0);
    await log.close();
    return 'whole';
  }

  /** Spoils the last 64 KiB in a random place. */
  function spoil(file: string, whole: Buffer): string {
    const at = whole.length - 1 - randomInt(LAST);
    if (randomInt(2) === 0) {
      writeFileSync(file, whole.subarray(0, at));
      return `truncated at ${at} of ${whole.length}`;
    }
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << randomInt(8)), at);
    writeFileSync(file, bytes);
    return `a bit of byte ${at} of ${whole.length} flipped`;
  }

  /** Adds 2^40 to the position that the row of an event holds, which no index knows of. */
  function misplace(
    file: string,
    whole: Buffer,
    row: readonly [position: number, streamId: number, revision: number],
  ): void {
    const columns = Buffer.alloc(24);
    row.forEach((value, index) => {
      columns.writeBigInt64LE(BigInt(value), 8 * index);
    });
    const at = whole.indexOf(columns);
    if (at < 0) throw new Error('the row is not where it was looked for');
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(1, at + 5);
    writeFileSync(file, bytes);
  }

  it(`up to ${ROUNDS} times a bit flipped or the end cut off: refused at start, by page checksums or, where Postgres must not look at those, by our own`, async () => {
    const { written, file } = await withPostgres({}, async (url) => {
      const events = await writeSmallLog(url, EVENTS, 5);
      expect(await opened(url, events)).toBe('whole');
      return { written: events, file: await fileOfEvents(url) };
    });
    const whole = readFileSync(file);
    // Row 2,901 of 600 streams, five events each: stream 501, revision 4.
    misplace(file, whole, [2901, 501, 4]);
    expect(await withPostgres({ ignore_checksum_failure: 'on' }, (url) => opened(url, written))).toBe('refused');
    writeFileSync(file, whole);
    const found = { refused: 0, refusedByUs: 0, fallen: 0, harmless: 0 };
    const until = Date.now() + PATIENCE;
    for (let round = 0; round < ROUNDS && Date.now() < until; round += 1) {
      const how = spoil(file, whole);
      const looksAway = round % 2 === 1;
      const result = await withPostgres(looksAway ? { ignore_checksum_failure: 'on' } : {}, (url) =>
        opened(url, written),
      );
      // Where Postgres looks away, a bit may be one that nobody reads: then all was as written.
      if (!looksAway) expect({ how, result }).toEqual({ how, result: 'refused' });
      found[result === 'whole' ? 'harmless' : result === 'fallen' ? 'fallen' : looksAway ? 'refusedByUs' : 'refused'] +=
        1;
      writeFileSync(file, whole);
    }
    expect(await withPostgres({}, (url) => opened(url, written))).toBe('whole');
    say(
      `R11: ${found.refused} of ${found.refused} torn or rotted files refused; without page checksums ${found.refusedByUs} refused, ${found.fallen} that Postgres fell over, ${found.harmless} harmless, 0 wrong events`,
    );
  });
});

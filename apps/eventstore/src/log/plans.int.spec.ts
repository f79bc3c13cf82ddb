import { randomUUID } from 'node:crypto';
import { sharedDatabase } from '@annals/testing';
import { Client } from 'pg';
import { EventLog } from './event-log';
import type { ExpectedRevision } from './expected-revision';
import type { WriteOutcome } from './write-request';

const ROUNDS = 10;

describe('plans', () => {
  it('an append finds what it needs by an index, though its plans were made when the log was empty', async () => {
    const database = await sharedDatabase('plans');
    const open = () => EventLog.open({ databaseUrl: database.url, report: () => undefined, mustEnd: () => undefined });
    const close = async (opened: EventLog): Promise<void> => {
      // sessions that end tell their statistics
      await opened.stopWriting(1000);
      await opened.close();
    };
    await close(await open()); // makes tables and indexes
    const log = await open();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const entriesRead = async (): Promise<number> =>
      Number(
        (
          await client.query<{ n: string }>(
            `SELECT idx_tup_read AS n FROM pg_stat_user_indexes WHERE indexrelname = 'events_stream_key'`,
          )
        ).rows[0]?.n,
      );
    const scans = async (): Promise<number[]> => {
      await client.query('SELECT pg_stat_clear_snapshot()');
      return (
        await client.query<{ n: number }>(
          `SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE schemaname = 'eventstore' AND relname = 'events'`,
        )
      ).rows.map(({ n }) => n);
    };
    const append = (stream: string, expected: ExpectedRevision, id: string = randomUUID()): Promise<WriteOutcome> =>
      new Promise((settle) => {
        log.submit({
          kind: 'append',
          stream,
          expected,
          events: [{ id, type: 'Happened', isJson: true, data: Buffer.from('{}'), metadata: Buffer.alloc(0) }],
          bytes: 2,
          deadline: Date.now() + 10_000,
          settle,
        });
      });
    const [before, read] = [await scans(), await entriesRead()];
    for (let n = 0; n < ROUNDS; n += 1) await append(`stream ${n}`, 'any');
    for (let n = 0; n < ROUNDS; n += 1) {
      const id = randomUUID();
      await append('plans', 'any', id);
      await append('plans', 'any', id); // looked up by its id
      await append('plans', 0n, id); // compared with what is at revision 1
      await log.family(`never written ${n}`);
    }
    await close(log);
    expect(await scans()).toEqual(before);
    // one for each name that is there, not the whole list for any
    expect((await entriesRead()) - read).toBeLessThan(ROUNDS * 3);
    await client.end();
    await database.drop();
  });
});

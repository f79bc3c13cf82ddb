import { randomUUID } from 'node:crypto';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { writeSmallLog } from '../testing/small-log';
import { EventLog } from './event-log';

const open = (databaseUrl: string): Promise<EventLog> =>
  EventLog.open({ databaseUrl, report: () => undefined, mustEnd: () => undefined });
const close = async (log: EventLog): Promise<void> => {
  await log.stopWriting(0);
  await log.close();
};

const append = (log: EventLog): Promise<string> =>
  new Promise((resolve) => {
    const event = {
      id: randomUUID(),
      type: 'Happened',
      isJson: true,
      data: Buffer.from('{}'),
      metadata: Buffer.alloc(0),
    };
    log.submit({
      kind: 'append',
      stream: 'grown',
      expected: 'any',
      events: [event],
      bytes: 2,
      deadline: Date.now() + 10_000,
      settle: ({ kind }) => {
        resolve(kind);
      },
    });
  });

jest.setTimeout(60_000);

describe('the end of a log, at start', () => {
  let database: TestDatabase;
  let superuser: Client;
  beforeEach(async () => {
    database = await sharedDatabase('damagedend');
    await writeSmallLog(database.url, 300, 5);
    superuser = new Client({ connectionString: database.url });
    await superuser.connect();
  });
  afterEach(async () => {
    await superuser.end();
    await database.drop();
  });

  it('is refused when events of it are gone without a trace: a note says how far it had come', async () => {
    await close(await open(database.url));
    await superuser.query('DELETE FROM eventstore.events WHERE position > 290');
    await expect(open(database.url)).rejects.toThrow(
      'The stored log is damaged: it ends at position 290, but had reached 300. Restore it from a backup.',
    );
  });

  it('is refused when one of its events is not what was written, by its position', async () => {
    await superuser.query('UPDATE eventstore.events SET checksum = 7 WHERE position = 299');
    await expect(open(database.url)).rejects.toThrow(
      'The stored log is damaged at position 299 (its bytes do not match their checksum): restore it from a backup.',
    );
  });

  it('is noted down soon after the log grew, so that a server that is killed leaves a note', async () => {
    const log = await EventLog.open({
      databaseUrl: database.url,
      report: () => undefined,
      mustEnd: () => undefined,
      noteAfter: 10,
    });
    const noted = async () =>
      (await superuser.query<{ value: string }>(`SELECT value FROM eventstore.meta WHERE key = 'position'`)).rows[0]
        ?.value;
    for (const position of ['301', '302']) {
      expect(await append(log)).toBe('success');
      for (const until = Date.now() + 10_000; (await noted()) !== position;)
        if (Date.now() > until) throw new Error(`${position} was not noted down`);
    }
    await close(log);
  });

  it('is noted down only when it grew', async () => {
    await close(await open(database.url));
    const noted = async () =>
      (
        await superuser.query<{ value: string; xmin: string }>(
          `SELECT value, xmin FROM eventstore.meta WHERE key = 'position'`,
        )
      ).rows;
    const before = await noted();
    expect(before).toMatchObject([{ value: '300' }]);
    await close(await open(database.url));
    expect(await noted()).toEqual(before);
  });
});

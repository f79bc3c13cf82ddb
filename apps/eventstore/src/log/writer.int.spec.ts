import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { startEventStore, type EventStoreServer } from '../server';
import { writeSmallLog } from '../testing/small-log';
import { EventLog, type LogOptions } from './event-log';
import type { ExpectedRevision } from './expected-revision';
import type { WriteOutcome } from './write-request';

const WAIT = 10_000;
/**
 * Longer than anything in here may wait: a test that is given up while it runs goes on with connections that nobody
 * expects to end.
 */
jest.setTimeout(6 * WAIT);
const WRITERS = `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'annals eventstore writer%' AND datname = current_database()`;

/** Stands between a log and its Postgres; what Postgres says can be kept back and given all at once. */
async function betweenThem(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  let isHeld = false;
  const kept = new Map<Socket, Buffer[]>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    far.on('data', (bytes) => {
      if (isHeld) kept.set(near, [...(kept.get(near) ?? []), bytes]);
      else near.write(bytes);
    });
    far.on('end', () => {
      if (!kept.has(near)) near.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    hold: () => {
      isHeld = true;
    },
    giveAll: () => {
      isHeld = false;
      for (const [near, bytes] of kept) near.end(Buffer.concat(bytes));
      kept.clear();
    },
    close: () => {
      server.close();
    },
  };
}

describe('the writer', () => {
  let database: TestDatabase;
  let superuser: Client;
  beforeEach(async () => {
    database = await sharedDatabase('writer');
    superuser = new Client({ connectionString: database.url });
    await superuser.connect();
  });
  /** Ended before their database goes, also when a test fails half way. */
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of opened.splice(0).reverse()) await end();
    await superuser.end();
    await database.drop();
  });

  const open = async (options: Pick<LogOptions, 'databaseUrl'> & Partial<LogOptions>): Promise<EventLog> => {
    const log = await EventLog.open({ report: () => undefined, mustEnd: () => undefined, ...options });
    opened.push(async () => {
      await log.stopWriting(0);
      await log.close();
    });
    return log;
  };
  const start = async (): Promise<EventStoreServer> => {
    const server = await startEventStore({ databaseUrl: database.url, port: 0, report: () => undefined });
    opened.push(() => server.stop());
    return server;
  };

  const append = (
    log: EventLog,
    stream: string,
    patience = WAIT,
    expected: ExpectedRevision = 'any',
  ): Promise<WriteOutcome> =>
    new Promise((settle) => {
      const event = {
        id: randomUUID(),
        type: 'Happened',
        isJson: true,
        data: Buffer.from('{}'),
        metadata: Buffer.alloc(0),
      };
      log.submit({
        kind: 'append',
        stream,
        expected,
        events: [event],
        bytes: 2,
        deadline: Date.now() + patience,
        settle,
      });
    });
  const until = async (query: string, isThere: boolean): Promise<void> => {
    for (const end = Date.now() + WAIT; ((await superuser.query(query)).rowCount !== 0) !== isThere;)
      if (Date.now() > end) throw new Error(`not within ${WAIT} ms: ${query}`);
  };

  it('gives no position twice when the database comes back without events that were acknowledged: the server ends, and none starts', async () => {
    await writeSmallLog(database.url, 20, 5);
    const server = await start();
    await superuser.query('DELETE FROM eventstore.events WHERE position > 17');
    await superuser.query(`SELECT pg_terminate_backend(pid, 5000) FROM (${WRITERS}) writers`);
    const lost = 'The stored log is damaged: it ends at position 17, but had reached 20. Restore it from a backup.';
    expect(await server.closed).toMatchObject({ name: 'StorageRefused', message: lost });
    await expect(startEventStore({ databaseUrl: database.url, port: 0 })).rejects.toThrow(lost);
  });

  it('ends the server when the end of the log is damaged as the database comes back', async () => {
    await writeSmallLog(database.url, 20, 5);
    const server = await start();
    await superuser.query('UPDATE eventstore.events SET checksum = 7 WHERE position = 20');
    await superuser.query(`SELECT pg_terminate_backend(pid, 5000) FROM (${WRITERS}) writers`);
    expect(await server.closed).toMatchObject({
      name: 'StorageRefused',
      message:
        'The stored log is damaged at position 20 (its bytes do not match their checksum): restore it from a backup.',
    });
  });

  it('says once why the database can not be used while it tries again, and goes on when it can', async () => {
    const reports: string[] = [];
    const log = await open({
      databaseUrl: database.url,
      report: (problem) => {
        reports.push(problem);
      },
    });
    await superuser.query(`UPDATE eventstore.meta SET value = '9' WHERE key = 'version'`);
    await superuser.query(`SELECT pg_terminate_backend(pid, 5000) FROM (${WRITERS}) writers`);
    expect((await append(log, 'meanwhile', 500)).kind).toBe('timeout'); // some tries later
    await superuser.query(`UPDATE eventstore.meta SET value = '3' WHERE key = 'version'`);
    expect((await append(log, 'then')).kind).toBe('success');
    expect(reports).toEqual([expect.stringContaining('The log in this database has format 9')]);
  });

  it('goes on with what waits when its connection is lost with the very answer to the group before it', async () => {
    const between = await betweenThem(database.url);
    opened.push(() => {
      between.close();
      return Promise.resolve();
    });
    const log = await open({ databaseUrl: between.url });
    await append(log, 'before');
    between.hold();
    const first = append(log, 'before', WAIT, 0n); // nothing has to be looked up for it
    await until(
      `SELECT FROM eventstore.events WHERE stream_id = (SELECT stream_id FROM eventstore.events WHERE stream_key = 'before') AND revision = 1`,
      true,
    );
    const second = append(log, 'second');
    await superuser.query(`SELECT pg_terminate_backend(pid, 5000) FROM (${WRITERS}) writers`);
    await until(WRITERS, false);
    between.giveAll();
    expect([(await first).kind, (await second).kind]).toEqual(['success', 'success']);
  });

  it.each([
    ['stored', false],
    ['lost', true],
  ])(
    'decides what comes while a commit is in flight on the log as that leaves it, and says so only when it is stored itself; the commit is %s first',
    async (_, isLost) => {
      const delays: (() => void)[] = [];
      let isGated = false;
      const log = await open({
        databaseUrl: database.url,
        commitDelay: () =>
          new Promise((resolve) => {
            if (isGated) delays.push(resolve);
            else resolve();
          }),
      });
      isGated = true;
      const begun = async (count: number): Promise<void> => {
        while (delays.length < count)
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
      };
      const answered: string[] = [];
      const told = (name: string, outcome: Promise<WriteOutcome>) =>
        outcome.then((what) => {
          answered.push(name);
          return what;
        });
      const first = told('first', append(log, 'one', WAIT, 'no_stream'));
      await begun(1);
      const others = [
        told('behind', append(log, 'one', WAIT, 0n)),
        told('too late', append(log, 'one', WAIT, 'no_stream')),
        told('another', append(log, 'two')),
      ];
      if (isLost) await superuser.query(`SELECT pg_terminate_backend(pid, 5000) FROM (${WRITERS}) writers`);
      delays[0]?.();
      await begun(2);
      // those behind it wait for their own commit, the refused one too
      expect(answered).toEqual(isLost ? [] : ['first']);
      delays[1]?.();
      expect(await Promise.all([first, ...others])).toEqual([
        { kind: 'success', revision: 0, position: 2 },
        { kind: 'success', revision: 1, position: 3 },
        { kind: 'wrong-expected-revision', current: 1 },
        { kind: 'success', revision: 0, position: 4 },
      ]);
      const { rows } = await superuser.query<{ position: string }>(
        'SELECT position FROM eventstore.events ORDER BY position',
      );
      expect(rows.map(({ position }) => Number(position))).toEqual([1, 2, 3, 4]);
    },
  );

  it('lets nobody wait beyond their deadline behind a group that is taken apart', async () => {
    const written = await writeSmallLog(database.url, 20, 5);
    let goOn = (): void => undefined;
    const log = await open({
      databaseUrl: database.url,
      commitDelay: () =>
        new Promise((resolve) => {
          goOn = resolve;
        }),
    });
    const damaged = written.at(-1)?.stream ?? '';
    await superuser.query('UPDATE eventstore.events SET checksum = 7 WHERE position = 20');
    const [guilty, slow, late] = [append(log, damaged), append(log, 'slow'), append(log, 'late', 300)];
    expect((await guilty).kind).toBe('damaged');
    expect((await late).kind).toBe('timeout'); // while the one before it is on its way
    goOn();
    expect((await slow).kind).toBe('success');
  });
});

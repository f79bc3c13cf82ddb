import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EventStoreDBClient, START, jsonEvent } from '@eventstore/db-client';
import { isAlive, processesIn } from '@annals/postgres';
import { canMountDisks, say, smallDisk, startPostgres, type SmallDisk, type TestPostgres } from '@annals/testing';
import { ResumingReader } from './contract/resuming';
import { all, errorOf, numbered, unique } from './contract/server-under-test';
import { compareWithStored, sentence } from './contract/stored';
import { withPatience, writeUntil } from './contract/writers';
import { startEventStore, type EventStoreServer } from './server';

const WRITERS = 8;
const MEBIBYTE = 1024 * 1024;
jest.setTimeout(120_000);

async function sql(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

describe('R10: a disk that stores nothing', () => {
  let postgres: TestPostgres;
  let server: EventStoreServer | undefined;
  let client: EventStoreDBClient | undefined;
  let disk: SmallDisk | undefined;
  const reported: string[] = [];
  beforeEach(async () => {
    reported.length = 0;
    postgres = await startPostgres();
  });
  afterEach(async () => {
    await client?.dispose();
    await server?.stop();
    await postgres.stop();
    await disk?.remove();
    [server, client, disk] = [undefined, undefined, undefined];
  });

  async function serve(databaseUrl: string): Promise<EventStoreDBClient> {
    server = await startEventStore({
      databaseUrl,
      port: 0,
      report: (problem) => {
        reported.push(problem);
      },
    });
    return (client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`));
  }
  /** Settles when an append of this client ended with an error, within the patience that writers have. */
  async function untilRefused(events: () => ReturnType<typeof numbered>): Promise<unknown> {
    for (;;) {
      const error = await withPatience(connected().appendToStream(unique('probe'), events())).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error !== undefined) return error;
    }
  }
  function connected(): EventStoreDBClient {
    if (client === undefined) throw new Error('there is no client yet');
    return client;
  }

  it('because Postgres stands still: appends end in time, and go on where they were', async () => {
    const ours = await serve(postgres.url);
    const stream = unique('still');
    await ours.appendToStream(stream, numbered(1));
    const events = numbered(2);
    const backends = processesIn(join(postgres.folder, 'data'));
    for (const pid of backends) process.kill(pid, 'SIGSTOP');
    const refused = await errorOf(withPatience(ours.appendToStream(stream, events, { expectedRevision: 0n })));
    expect(refused).toMatchObject({ type: 'deadline-exceeded' });
    for (const pid of backends) process.kill(pid, 'SIGCONT');
    expect(
      (await withPatience(ours.appendToStream(stream, events, { expectedRevision: 0n }))).nextExpectedRevision,
    ).toBe(2n);
    expect(await all(ours.readStream(stream))).toHaveLength(3);
  });

  if (!canMountDisks()) {
    say('R10: a full disk is not tested here, for this user may mount none (neither mount nor unshare -Urm).');
    return;
  }

  it('because it is full: nothing is acknowledged, reads go on, and writes too as soon as there is room', async () => {
    disk = await smallDisk(64);
    const tables = join(disk.path, 'tables');
    mkdirSync(tables);
    const { uid, gid } = statSync(join(postgres.folder, 'data'));
    chownSync(tables, uid, gid);
    await sql(postgres.url, `CREATE TABLESPACE small LOCATION '${tables}'`, 'CREATE DATABASE small TABLESPACE small');
    const url = new URL(postgres.url);
    url.pathname = '/small';
    const ours = await serve(url.href);
    const reader = new ResumingReader(ours);
    let done = false;
    const writing = writeUntil(ours, WRITERS, () => done);
    await reader.more(200);
    disk.fill();
    await untilRefused(() => [jsonEvent({ type: 'Large', data: { filling: 'x'.repeat(20_000) } })]);
    const since = Date.now();
    expect(await untilRefused(() => numbered(1))).toMatchObject({ type: 'deadline-exceeded' });
    expect(Date.now() - since).toBeLessThan(3000);
    expect((await all(ours.readAll({ fromPosition: START, maxCount: 100 }))).length).toBe(100); // reads go on
    expect(reported.filter((line) => line.includes('No space left on device'))).toHaveLength(1);
    disk.free();
    await reader.more(200); // by themselves
    done = true;
    const report = await writing;
    expect(reader.interruptions).toBe(0);
    await reader.stop();
    await postgres.kill9(); // what was acknowledged is on the disk, not in some memory
    await postgres.restart();
    const figures = await compareWithStored(ours, report);
    say(`R10, tables on a full disk: ${sentence(figures)}; reported: ${reported[0] ?? ''}`);
    expect(figures).toMatchObject({ lost: 0, doubled: 0, problems: [] });
    expect(figures.unknown).toBeGreaterThan(0);
  });

  it('because its write-ahead log is full, which ends Postgres: nothing acknowledged is lost, and all goes on as soon as there is room', async () => {
    disk = await smallDisk(256);
    await moveWriteAheadLog(disk);
    const ours = await serve(postgres.url);
    const reader = new ResumingReader(ours);
    let done = false;
    const writing = writeUntil(ours, WRITERS, () => done);
    await reader.more(200);
    disk.fill(20 * MEBIBYTE); // room for one more segment
    const keeping = keepRunning(() => done);
    while (isAlive(postgres.pid))
      await withPatience(
        ours.appendToStream(
          unique('large'),
          jsonEvent({ type: 'Large', data: { filling: randomBytes(300_000).toString('hex') } }),
        ),
      ).catch(() => undefined);
    expect(await untilRefused(() => numbered(1))).toBeInstanceOf(Error);
    disk.free();
    await reader.more(200); // by themselves
    done = true;
    const report = await writing;
    await Promise.all([keeping, reader.stop()]);
    await postgres.kill9();
    await postgres.restart();
    const { ids, ...figures } = await compareWithStored(ours, report);
    say(`R10, write-ahead log on a full disk: ${sentence(figures)}; reported: ${reported.join(' | ')}`);
    expect(figures).toMatchObject({ lost: 0, doubled: 0, problems: [] });
    expect(figures.unknown).toBeGreaterThan(0);
    expect(reader.ids.filter((id) => !ids.includes(id))).toEqual([]);
  });

  /** Puts it on a disk of its own, as careful administrators do. */
  async function moveWriteAheadLog({ path }: SmallDisk): Promise<void> {
    await postgres.kill9();
    const log = join(postgres.folder, 'data/pg_wal');
    const moved = join(path, 'pg_wal');
    execFileSync('cp', ['-a', log, moved]);
    rmSync(log, { recursive: true });
    symlinkSync(moved, log);
    await postgres.restart();
  }
  /** Starts Postgres again whenever it ended, as a supervisor does. */
  async function keepRunning(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (!isAlive(postgres.pid)) await postgres.restart().catch(() => undefined); // no room yet: the next try comes
      await pause(100);
    }
  }
});

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EventStoreDBClient, START, jsonEvent } from '@eventstore/db-client';
import { say, scaled, sharedDatabase, startFromSources, type SourceProcess, type TestDatabase } from '@annals/testing';
import { unique } from './contract/server-under-test';
import { startEventStore } from './server';
import { RawLoad } from './testing/raw-load';

const ROUNDS = scaled(2, 6);
const PAUSE = scaled(0, 30_000);
/** Its last words; before them it may say what failed. */
const TAKEN =
  /^Another event store is already running on the database 127\.0\.0\.1:\d+\/r7_\w+: only one may write a log\.\n$/m;
jest.setTimeout(scaled(60_000, 600_000));

describe('R7: a writer that lost its place', () => {
  let database: TestDatabase;
  let sql: Client;
  const running: SourceProcess[] = [];
  beforeEach(async () => {
    database = await sharedDatabase('r7');
    sql = new Client({ connectionString: database.url });
    await sql.connect();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.kill9()));
    await sql.end();
    await database.drop();
  });

  async function start(entry: string): Promise<{ process: SourceProcess; port: number }> {
    const process = startFromSources(entry, entry.endsWith('main.ts') ? ['--insecure', '--port', '0'] : [], {
      ANNALS_DATABASE_URL: database.url,
    });
    running.push(process);
    return { process, port: Number((await process.ready)['port']) };
  }
  /** Ends the sessions of a server, as a tool does that moves a service elsewhere. */
  async function endSessions(): Promise<void> {
    await sql.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE 'annals eventstore%' AND datname = current_database()`,
    );
  }
  async function appendOne(port: number, stream: string): Promise<bigint> {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    const { position } = await client.appendToStream(stream, jsonEvent({ type: 'Successor', data: {} }));
    await client.dispose();
    if (position === undefined) throw new Error('an append without a position');
    return position.commit;
  }
  /** Positions of all events, by id. */
  async function positions(port: number): Promise<Map<string, number[]>> {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    const found = new Map<string, number[]>();
    for await (const { event } of client.readAll({ fromPosition: START })) {
      if (event !== undefined) found.set(event.id, [...(found.get(event.id) ?? []), Number(event.position.commit)]);
    }
    await client.dispose();
    return found;
  }

  it(`paused ${PAUSE / 1000} s under load, ${ROUNDS} times, replaced meanwhile: it writes nothing and acknowledges nothing more, and ends`, async () => {
    let [sent, acknowledged, refused] = [0, 0, 0];
    // paused anywhere, and between decision and INSERT
    const entries = ['apps/eventstore/src/main.ts', 'apps/eventstore/src/testing/dawdling-server.ts'];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { process: first, port } = await start(entries[round % 2] ?? '');
      const load = new RawLoad(port, unique('first'), 32);
      await load.acknowledged(64);
      first.child.kill('SIGSTOP');
      await endSessions();
      const { process: second, port: secondPort } = await start(entries[0] ?? '');
      const takeover = await appendOne(secondPort, unique('second'));
      await pause(PAUSE);
      first.child.kill('SIGCONT');
      const { code, stderr } = await first.ended;
      expect({ round, code, stderr }).toEqual({ round, code: 1, stderr: expect.stringMatching(TAKEN) as unknown });
      expect(await load.ended).not.toBe(0);
      load.close();
      await appendOne(secondPort, unique('second'));
      const stored = await positions(secondPort);
      // Each append is there at most once, before its server was replaced; what was acknowledged is there, where the
      // answer said.
      for (const id of load.sent)
        expect(stored.get(id)?.every((at, index) => index === 0 && at < Number(takeover)) ?? true).toBe(true);
      for (const { correlation, position } of load.answers.filter((answer) => answer.code === 0))
        expect(stored.get(correlation)).toEqual([position]);
      sent += load.sent.length;
      acknowledged += load.answers.filter((answer) => answer.code === 0).length;
      refused += load.answers.filter((answer) => answer.code !== 0).length;
      await second.kill9();
    }
    say(
      `R7: ${ROUNDS} rounds: ${sent} appends, ${acknowledged} acknowledged and stored, ${refused} refused, ${sent - acknowledged - refused} ended with their call; 0 written by a server that was replaced`,
    );
  });

  it('whose INSERT is still running in Postgres when it dies keeps its successor waiting until that is over', async () => {
    const { process: first, port } = await start('apps/eventstore/src/main.ts');
    const before = await appendOne(port, unique('first'));
    const locker = new Client({ connectionString: database.url });
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE eventstore.events IN SHARE MODE'); // reads go on, an INSERT waits
    const load = new RawLoad(port, unique('first'), 1);
    await waitFor(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO eventstore.events%' AND datname = current_database()`,
    );
    await first.kill9(); // its backend in Postgres still waits to insert, and holds the lock of the writer
    let started = false;
    const starting = startEventStore({ databaseUrl: database.url, port: 0 }).then((server) => {
      started = true;
      return server;
    });
    await waitFor(
      `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid() AND datname = current_database()`,
    );
    expect(started).toBe(false);
    await locker.query('COMMIT');
    await locker.end();
    const second = await starting;
    const after = await appendOne(second.port, unique('second'));
    // The INSERT went through before the successor looked: it is in its history, not in its way.
    expect((await positions(second.port)).get(load.sent[0] ?? '')).toEqual([Number(before) + 1]);
    expect(after).toBe(before + 2n);
    expect(load.answers).toEqual([]);
    load.close();
    await second.stop();
  });

  it('between its decision and its INSERT is told so, and the INSERT never happens', async () => {
    let held: (() => void) | undefined;
    let hold = false;
    const first = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      report: () => undefined,
      commitDelay: async () => {
        if (hold)
          await new Promise<void>((resolve) => {
            held = resolve;
          });
      },
    });
    hold = true;
    const load = new RawLoad(first.port, unique('first'), 1);
    for (const until = Date.now() + 5000; held === undefined && Date.now() < until;)
      await new Promise((resolve) => setImmediate(resolve));
    await endSessions();
    const second = await startEventStore({ databaseUrl: database.url, port: 0 });
    await appendOne(second.port, unique('second'));
    held?.();
    expect(await first.closed).toMatchObject({ name: 'LogIsTaken' });
    expect(await load.ended).not.toBe(0);
    expect(load.answers.filter(({ code }) => code === 0)).toEqual([]);
    const stored = await positions(second.port);
    expect(load.sent.filter((id) => stored.has(id))).toEqual([]);
    load.close();
    await second.stop();
  });

  async function waitFor(query: string): Promise<void> {
    for (const until = Date.now() + 5000; (await sql.query(query)).rows.length === 0;)
      if (Date.now() > until) throw new Error(`this never came true: ${query}`);
  }
});

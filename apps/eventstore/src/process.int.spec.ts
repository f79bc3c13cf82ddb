import { createServer } from 'node:net';
import { EventStoreDBClient, UnavailableError, CancelledError, START, jsonEvent } from '@eventstore/db-client';
import { sharedDatabase, startFromSources, type TestDatabase, type SourceProcess } from '@annals/testing';
import { follow, said, seen } from './contract/follow';
import { all, errorOf, numbered, unique } from './contract/server-under-test';

const ENTRY = 'apps/eventstore/src/main.ts';

describe('the event store as a process', () => {
  jest.setTimeout(30_000);
  let database: TestDatabase;
  const started: SourceProcess[] = [];
  const clients: EventStoreDBClient[] = [];
  const start = (args: string[] = ['--port', '0'], url = database.url): SourceProcess => {
    const one = startFromSources(ENTRY, ['--insecure', ...args], { ANNALS_DATABASE_URL: url });
    started.push(one);
    return one;
  };
  const portOf = async (one: SourceProcess): Promise<number> => Number((await one.ready)['port']);
  const connect = (port: number): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    database = await sharedDatabase('process');
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    await Promise.all(started.splice(0).map((one) => one.kill9()));
    await database.drop();
  });

  it('112, 115 kill -9 right after an answer: the event is there, positions and revisions go on', async () => {
    const stream = unique('process');
    const first = start();
    const port = await portOf(first);
    const before = await connect(port).appendToStream(stream, numbered(3));
    await first.kill9();
    await start(['--port', String(port)]).ready;
    const client = connect(port);
    expect(await all(client.readStream(stream))).toHaveLength(3);
    const after = await client.appendToStream(stream, numbered(1));
    expect(after.nextExpectedRevision).toBe(3n);
    expect(after.position?.commit).toBe((before.position?.commit ?? 0n) + 1n);
  });

  it('124 the same ids again after a restart: the original revision and one copy, with any, no_stream and exact', async () => {
    const stream = unique('process');
    const [head, tail] = [numbered(2), numbered(2)];
    const first = start();
    const port = await portOf(first);
    await connect(port).appendToStream(stream, head);
    await connect(port).appendToStream(stream, tail);
    await first.kill9();
    await start(['--port', String(port)]).ready;
    const client = connect(port);
    expect((await client.appendToStream(stream, head, { expectedRevision: 'any' })).nextExpectedRevision).toBe(1n);
    expect((await client.appendToStream(stream, head, { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(
      1n,
    );
    expect((await client.appendToStream(stream, tail, { expectedRevision: 1n })).nextExpectedRevision).toBe(3n);
    expect(await all(client.readStream(stream))).toHaveLength(4);
  });

  it('5, 122, 123 killed: subscriptions and pending appends end with an error, the same client works after the restart', async () => {
    const stream = unique('process');
    const first = start();
    const port = await portOf(first);
    const client = connect(port);
    await client.appendToStream(stream, numbered(1));
    const one = follow(client.subscribeToStream(stream, { fromRevision: START }));
    await one.until(said('caughtUp'));
    await first.kill9();
    const lost = await one.error;
    expect(lost instanceof UnavailableError || lost instanceof CancelledError).toBe(true);
    expect(await errorOf(all(client.readStream(stream)))).toBeInstanceOf(UnavailableError);
    await start(['--port', String(port)]).ready;
    expect((await client.appendToStream(stream, numbered(1))).nextExpectedRevision).toBe(1n);
    expect(await all(client.readStream(stream))).toHaveLength(2);
  });

  it('SIGTERM answers what was received, ends subscriptions with an error and exits with 0', async () => {
    const stream = unique('process');
    const server = start();
    const client = connect(await portOf(server));
    await client.appendToStream(stream, numbered(1));
    const one = follow(client.subscribeToStream(stream, { fromRevision: START }));
    await one.until(said('caughtUp'));
    const appends = Array.from({ length: 200 }, (_, n) =>
      client.appendToStream(stream, jsonEvent({ type: 'Late', data: { n } })),
    );
    await one.until(seen(2));
    const stopped = Date.now();
    server.child.kill('SIGTERM');
    const results = await Promise.allSettled(appends);
    const { code } = await server.ended;
    expect(code).toBe(0);
    expect(Date.now() - stopped).toBeLessThan(4000);
    expect(await one.error).toBeInstanceOf(UnavailableError);
    expect(one.log).not.toContain('end');
    const again = connect(await portOf(start()));
    const stored = await all(again.readStream(stream));
    expect(stored.length).toBeGreaterThanOrEqual(1 + results.filter(({ status }) => status === 'fulfilled').length);
  });

  it('ends when its supervisor is gone', async () => {
    const server = start();
    await server.ready;
    server.child.disconnect();
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });

  it('114 a second server on the same database refuses in one sentence', async () => {
    await start().ready;
    const { code, stderr } = await start().ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Another event store is already running on the database 127\.0\.0\.1:\d+\/process_\w+: only one may write a log\.\n$/,
    );
  });

  it('says in one sentence why it can not start', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const address = stranger.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const wrong = new URL(database.url);
    wrong.password = 'guessed';
    const missing = new URL(database.url);
    missing.pathname = '/missing';
    const cases: [SourceProcess, RegExp][] = [
      [
        start(['--port', String(address.port)]),
        /^Port \d+ is taken by another program: choose another one with --port\.\n$/,
      ],
      [
        start(['--port', '0'], wrong.href),
        /^The database 127\.0\.0\.1:\d+\/process_\w+ refuses the user or its password\.\n$/,
      ],
      [start(['--port', '0'], missing.href), /^The database 127\.0\.0\.1:\d+\/missing does not exist\.\n$/],
      [
        start(['--port', '0'], 'postgres://annals@127.0.0.1:1/x'),
        /^The database 127\.0\.0\.1:1\/x can't be reached: .*\.\n$/,
      ],
      [start(['--port', 'x']), /^--port must be a port number, and "x" is none\. Usage: .*\n$/],
      [start(['--prot', '1']), /^Unknown option '--prot'.*Usage: .*\n$/s],
    ];
    for (const [one, sentence] of cases) {
      const { code, stderr } = await one.ended;
      expect(stderr).toMatch(sentence);
      expect(code).toBe(1);
    }
    stranger.close();
  });
});

import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { EventStoreDBClient, START, UnavailableError } from '@eventstore/db-client';
import { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb';
import {
  sharedDatabase,
  startFromSources,
  testCertificate,
  type SourceProcess,
  type TestCertificate,
  type TestDatabase,
} from '@annals/testing';
import { follow, said } from './contract/follow';
import { all, errorOf, numbered, unique } from './contract/server-under-test';

const PASSWORD = 'correct-horse-battery';

describe('the event store as a process with TLS', () => {
  jest.setTimeout(30_000);
  let database: TestDatabase;
  let tls: TestCertificate;
  const started: SourceProcess[] = [];
  const clients: EventStoreDBClient[] = [];
  const start = (args: string[], env: Record<string, string> = {}): SourceProcess => {
    const one = startFromSources('apps/eventstore/src/main.ts', args, {
      ANNALS_DATABASE_URL: database.url,
      ANNALS_EVENTSTORE_TLS_CERT: tls.certificateFile,
      ANNALS_EVENTSTORE_TLS_KEY: tls.privateKeyFile,
      ...env,
    });
    started.push(one);
    return one;
  };
  const connect = (port: number, password = PASSWORD): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(
      `esdb://admin:${password}@localhost:${port}?tls=true&tlsCAFile=${encodeURIComponent(tls.certificateFile)}`,
    );
    clients.push(client);
    return client;
  };
  const users = { ANNALS_EVENTSTORE_USERS: `admin:${PASSWORD}` };
  beforeAll(async () => {
    [database, tls] = [await sharedDatabase('tlsprocess'), await testCertificate()];
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    await Promise.all(started.splice(0).map((one) => one.kill9()));
  });
  afterAll(async () => {
    await database.drop();
    tls.remove();
  });

  it('5, 122, 123 killed: an error for who listens, and the same client goes on after the restart', async () => {
    const stream = unique('tls');
    const first = start(['--port', '0'], users);
    const port = Number((await first.ready)['port']);
    const client = connect(port);
    await client.appendToStream(stream, numbered(1));
    const one = follow(client.subscribeToStream(stream, { fromRevision: START }));
    await one.until(said('caughtUp'));
    await first.kill9();
    expect(await one.error).toBeInstanceOf(UnavailableError);
    expect(await errorOf(all(client.readStream(stream)))).toBeInstanceOf(UnavailableError);
    await start(['--port', String(port)], users).ready;
    expect((await client.appendToStream(stream, numbered(1))).nextExpectedRevision).toBe(1n);
    expect(await all(client.readStream(stream))).toHaveLength(2);
  });

  it('SIGTERM ends subscriptions with an error and exits with 0, and no password was ever written', async () => {
    const server = start(['--port', '0'], users);
    const port = Number((await server.ready)['port']);
    const one = follow(connect(port).subscribeToStream(unique('tls'), { fromRevision: START }));
    await one.until(said('confirmed'));
    await expect(connect(port, 'guessed').appendToStream(unique('tls'), numbered(1))).rejects.toMatchObject({
      type: 'access-denied',
    });
    server.child.kill('SIGTERM');
    const { code, stderr } = await server.ended;
    expect(code).toBe(0);
    expect(await one.error).toBeInstanceOf(UnavailableError);
    expect(stderr).not.toMatch(
      new RegExp(`${PASSWORD}|guessed|${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`),
    );
  });

  it('Gossip, open to everybody, sends clients to the advertised address', async () => {
    const server = start(['--port', '0', '--advertise', 'events.example.org:2113'], users);
    const client = new Client(
      `localhost:${String((await server.ready)['port'])}`,
      credentials.createSsl(readFileSync(tls.certificateFile)),
    );
    const members = await new Promise<ClusterInfo>((resolve, reject) => {
      client.makeUnaryRequest(
        '/event_store.client.gossip.Gossip/Read',
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => ClusterInfo.deserializeBinary(bytes),
        Buffer.alloc(0),
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
    client.close();
    expect(members.toObject().membersList).toMatchObject([
      { state: 8, isAlive: true, httpEndPoint: { address: 'events.example.org', port: 2113 } },
    ]);
  });

  it('says in one sentence why it can not start', async () => {
    const cases: [SourceProcess, RegExp][] = [
      [start(['--port', '0']), /^TLS without a user would let nobody in: .*\n$/],
      [
        start(['--port', '0', '--tls-key', '/nowhere/x.key'], users),
        /^The file of the TLS key \(--tls-key\) can't be read: .*\n$/,
      ],
      [
        start(['--port', '0', '--host', '0.0.0.0', '--tls-cert', '', '--tls-key', ''], {
          ANNALS_EVENTSTORE_TLS_CERT: '',
          ANNALS_EVENTSTORE_TLS_KEY: '',
        }),
        /^Without TLS only this machine .*\n$/,
      ],
    ];
    for (const [one, sentence] of cases) {
      const { code, stderr } = await one.ended;
      expect(stderr).toMatch(sentence);
      expect(code).toBe(1);
    }
  });
});

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http2';
import { createServer as createSilent } from 'node:net';
import { performance } from 'node:perf_hooks';
import { lampForms, sharedDatabase, testCertificate, type TestCertificate, type TestDatabase } from '@annals/testing';
import { startEventStore } from '../../../apps/eventstore/src/server';
import { EventStore } from './event-store';
import { AccessRefused, AppendRejected } from './faults';
import { AppendChannel } from './client/append-channel';
import { Connection } from './client/connection';
import { greet } from './greet';
import { aCommand, douse, house, hang } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

describe('an event store with TLS', () => {
  const keyring = new MemoryKeyring();
  let database: TestDatabase;
  let tls: TestCertificate;
  let server: Awaited<ReturnType<typeof startEventStore>>;
  const opened: { close(): Promise<void> }[] = [];
  const address = (user: string) =>
    `esdb://${user}localhost:${server.port}?tls=true&tlsCAFile=${encodeURIComponent(tls.certificateFile)}`;
  const open = (user: string): EventStore => {
    const store = new EventStore({ forms: lampForms, connectionString: address(user), keyring });
    opened.push(store);
    return store;
  };
  beforeAll(async () => {
    [database, tls] = [await sharedDatabase('tls'), await testCertificate()];
    const users = [
      { name: 'admin', password: 'p@ss word/é' },
      { name: 'plain', password: 'plain' },
    ];
    server = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      security: { certificate: tls.certificate, privateKey: tls.privateKey, users },
    });
  });
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await server.stop();
    await database.drop();
    tls.remove();
  });

  const ADMIN = `admin:${encodeURIComponent('p@ss word/é')}@`;
  const newHouse = () => ({ stream: house, id: [randomUUID()] as const });
  const SECONDS = 2000;
  const tried = async (attempt: () => Promise<unknown>): Promise<{ error: unknown; took: number }> => {
    const begun = performance.now();
    const error: unknown = await attempt().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { error, took: performance.now() - begun };
  };
  const logOf = async (store: EventStore) => {
    for await (const { live } of store.log({ from: 'start', signal: new AbortController().signal })) if (live) return;
  };
  const appendOf = (user: string) => {
    const connection = new Connection(address(user));
    opened.push(connection);
    return new AppendChannel(connection).append({ stream: `house-${randomUUID()}`, expected: -1, events: [] }, 10_000);
  };

  it('decides, appends, reads and follows the log as the user of its address', async () => {
    const [target, lampId, store] = [newHouse(), randomUUID(), open(ADMIN)];
    await store.decide(target, aCommand(), (state, facts) => hang(state, { lampId }, facts));
    expect(await store.decide(target, aCommand(), (state, facts) => douse(state, { lampId }, facts))).toMatchObject({
      revision: 1,
      outcome: 'appended',
    });
    expect((await open(ADMIN).state(target)).state.lamps.get(lampId)).toMatchObject({ lit: false });
    expect(await store.head()).toBeDefined();
    await logOf(store);
  });

  it.each([
    ['a wrong password', 'admin:wrong@'],
    ['an unknown user', 'nobody:x@'],
  ])('says at once that %s is not accepted, whatever it is asked for', async (_what, user) => {
    const store = open(user);
    for (const attempt of [
      () => store.decide(newHouse(), aCommand(), () => []),
      () => store.head(),
      () => logOf(store),
    ]) {
      const { error, took } = await tried(attempt);
      expect(error).toBeInstanceOf(AccessRefused);
      expect(String(error)).toMatch(
        'The event store does not accept the user or the password in ANNALS_EVENTSTORE_URL',
      );
      expect(took).toBeLessThan(SECONDS);
    }
    const { error, took } = await tried(() => appendOf(user));
    expect(error).toBeInstanceOf(AppendRejected);
    expect(String(error)).toMatch('does not accept the user or the password');
    expect(took).toBeLessThan(SECONDS);
  });

  it('is greeted as it speaks; else the sentence says that TLS or the certificate is the matter, and what to write', async () => {
    const ca = `tlsCAFile=${encodeURIComponent(tls.certificateFile)}`;
    const to = (rest: string, host = 'localhost') => greet(`esdb://admin:p%40ss@${host}:${server.port}${rest}`);
    expect(await greet(address(ADMIN))).toMatchObject({ reached: true, nodes: [`localhost:${server.port}`] });
    expect(await to(`?tls_ca_file=${encodeURIComponent(tls.certificateFile)}`, `127.0.0.1:1,localhost`)).toMatchObject({
      reached: true,
    });
    const at = `event store at localhost:${server.port}`;
    expect(await to('?tls=false')).toMatchObject({
      reached: false,
      why: `The ${at} speaks TLS, and ANNALS_EVENTSTORE_URL says tls=false: write tls=true there, and tlsCAFile=<file> beside it when no known authority has signed its certificate.`,
    });
    expect((await to('')).why).toBe(
      `The certificate of the ${at} is not accepted (self-signed certificate): name the certificate of the authority that signed it with tlsCAFile=<file> in ANNALS_EVENTSTORE_URL.`,
    );
    expect((await to(`?${ca}`, '[::ffff:127.0.0.1]')).why).toMatch(
      /^The certificate of the event store at \[::ffff:127\.0\.0\.1\]:\d+ is not accepted \(.* does not match .*\): write a host that it was made for in ANNALS_EVENTSTORE_URL\.$/,
    );
    expect((await to(`?${ca}&userCertFile=${encodeURIComponent(tls.privateKeyFile)}`)).why).toMatch(
      /^A certificate that ANNALS_EVENTSTORE_URL names can't be read/,
    );
    expect((await to('?tlsCAFile=%2Fnowhere%2Fca.crt')).why).toMatch(
      /^A certificate that ANNALS_EVENTSTORE_URL names can't be read \(.*ENOENT.*ca\.crt'\): correct the name of its file there\.$/,
    );
  });

  it('is told from one without TLS, and from nobody', async () => {
    const plain = createServer().listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const address = plain.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    expect(await greet(`esdb://127.0.0.1:${port}?tls=false`)).toMatchObject({ reached: true });
    expect((await greet(`esdb://127.0.0.1:${port}`)).why).toBe(
      `The event store at 127.0.0.1:${port} speaks no TLS: write tls=false in ANNALS_EVENTSTORE_URL.`,
    );
    plain.close();
    await once(plain, 'close');
    expect(await greet(`esdb://127.0.0.1:${port}`)).toEqual({
      reached: false,
      nodes: [`127.0.0.1:${port}`],
      why: undefined,
    });
    expect(await greet('esdb://127.0.0.1:1,127.0.0.1:2?tls=false')).toEqual({
      reached: false,
      nodes: ['127.0.0.1:1', '127.0.0.1:2'],
      why: undefined,
    });
  });

  it('says that its user has no right to the whole log, or that it gave none', async () => {
    for (const user of ['plain:plain@', '']) {
      const { error, took } = await tried(() => logOf(open(user)));
      expect(error).toBeInstanceOf(AccessRefused);
      expect(String(error)).toMatch('must be one of its administrators');
      expect(took).toBeLessThan(SECONDS);
    }
    expect((await tried(() => appendOf(''))).error).toBeInstanceOf(AppendRejected);
  });

  it(
    'is greeted beside a silent node, which nobody waits for once another one has answered; what is no address is not reached',
    async () => {
      expect(await greet('esdb://127.0.0.1:70000?tls=false')).toMatchObject({ reached: false, why: undefined });
      const silent = createSilent().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const left = new Promise((resolve) => {
        silent.once('connection', (socket) => {
          socket.once('close', resolve).resume();
        });
      });
      const at = silent.address();
      const port = at === null || typeof at === 'string' ? 0 : at.port;
      expect(await greet(address(ADMIN).replace('localhost', `localhost:${port},localhost`))).toMatchObject({
        reached: true,
      });
      await left;
      silent.close();
    },
    SECONDS * 2,
  ); // less than a greeting waits
});

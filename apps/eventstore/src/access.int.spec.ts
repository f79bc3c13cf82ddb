import {
  AccessDeniedError,
  EventStoreDBClient,
  START,
  StreamNotFoundError,
  binaryEvent,
  type Credentials,
} from '@eventstore/db-client';
import { sharedDatabase, testCertificate, type TestCertificate, type TestDatabase } from '@annals/testing';
import { follow, said, seen } from './contract/follow';
import { all, errorOf, event, numbered, unique } from './contract/server-under-test';
import { startEventStore, type EventStoreServer } from './server';
import { begun, denied, operations } from './testing/operations';

jest.setTimeout(30_000);

const PASSWORDS = { admin: 'changeit', ops: 'öps:pass', alice: 'alice-pass', bob: 'bob-pass' };
type Name = keyof typeof PASSWORDS;
const credentialsOf = (username: Name): Credentials => ({ username, password: PASSWORDS[username] });

describe('access with TLS', () => {
  let database: TestDatabase;
  let tls: TestCertificate;
  let server: EventStoreServer;
  let admin: EventStoreDBClient;
  let alice: EventStoreDBClient;
  let stream: string;
  const clients: EventStoreDBClient[] = [];
  const connect = (who?: { username: string; password: string }): EventStoreDBClient => {
    const login = who === undefined ? '' : `${encodeURIComponent(who.username)}:${encodeURIComponent(who.password)}@`;
    const client = EventStoreDBClient.connectionString(
      `esdb://${login}localhost:${server.port}?tls=true&tlsCAFile=${encodeURIComponent(tls.certificateFile)}`,
    );
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    [database, tls] = [await sharedDatabase('access'), await testCertificate()];
    const users = Object.entries(PASSWORDS).map(([name, password]) => ({ name, password }));
    server = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      security: { certificate: tls.certificate, privateKey: tls.privateKey, users },
    });
    [admin, alice] = [connect(credentialsOf('admin')), connect(credentialsOf('alice'))];
  });
  beforeEach(async () => {
    stream = unique('access');
    await admin.appendToStream(stream, numbered(2));
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    await server.stop();
    await database.drop();
    tls.remove();
  });

  const every = [
    'append',
    'append by the unary path',
    'read',
    'read backwards',
    'subscribe',
    'get metadata',
    'set metadata',
    'delete',
    'tombstone',
  ];
  const acl = (roles: Record<string, string | string[]>) =>
    admin.appendToStream(`$$${stream}`, event({ $acl: roles }, '$metadata'));

  it("a user may do everything to streams that are nobody else's", async () => {
    expect(await denied(operations(stream, alice, credentialsOf('alice')))).toEqual([]);
  });
  it('system streams, their metadata and $all are for administrators', async () => {
    const system = `$${unique('system')}`;
    await admin.appendToStream(system, event());
    expect(await denied(operations(system, alice, credentialsOf('alice')))).toEqual(every);
    for (const client of [alice, connect(credentialsOf('ops'))]) {
      expect(await errorOf(all(client.readAll({ maxCount: 1 })))).toBeInstanceOf(AccessDeniedError);
      expect(await errorOf(begun(follow(client.subscribeToAll())))).toBeInstanceOf(AccessDeniedError);
    }
    expect(await all(admin.readAll({ maxCount: 1 }))).toHaveLength(1);
    await begun(follow(admin.subscribeToAll()));
    // that one goes as alice
    expect(await denied(operations(system, admin, credentialsOf('alice')))).toEqual(['append by the unary path']);
  });
  it('nobody is told whether a system stream exists', async () => {
    expect(await errorOf(all(alice.readStream(`$${unique('missing')}`)))).toBeInstanceOf(AccessDeniedError);
    expect(await errorOf(all(alice.readStream(unique('missing'))))).toBeInstanceOf(StreamNotFoundError);
  });

  it('a wrong password, an unknown user, no credentials: nothing works, not even for a missing stream', async () => {
    const strangers = [
      connect({ username: 'alice', password: 'wrong' }),
      connect({ username: 'AzureDiamond', password: 'hunter2' }),
      connect({ username: 'constructor', password: 'x' }),
      connect(),
    ];
    for (const client of strangers) {
      const wrong = { credentials: { username: 'alice', password: 'alice-pas' } };
      const tried = {
        ...operations(stream, client, credentialsOf('alice')),
        'append by the unary path': () => client.appendToStream(stream, event(), wrong),
      };
      expect(await denied(tried)).toEqual(every);
      expect(await errorOf(all(client.readAll()))).toBeInstanceOf(AccessDeniedError);
      expect(await errorOf(all(client.readStream(unique('missing'))))).toBeInstanceOf(AccessDeniedError);
    }
    expect(await all(admin.readStream(stream))).toHaveLength(2);
  });
  it('who is unknown is told so by the code alone, who may not by a word', async () => {
    expect(String(await errorOf(all(connect({ username: 'bob', password: 'wrong' }).readStream(stream))))).toMatch(
      '16 UNAUTHENTICATED: Unauthenticated',
    );
    expect(String(await errorOf(all(connect().readStream(stream))))).toMatch('7 PERMISSION_DENIED: Access Denied');
  });
  it('no access list lets in who gives no credentials', async () => {
    await acl({ $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' });
    const { 'append by the unary path': _own, ...tried } = operations(stream, connect(), credentialsOf('alice'));
    expect(await denied(tried)).toEqual(Object.keys(tried));
  });
  it('passwords may hold colons and letters of any script', async () => {
    expect((await connect(credentialsOf('ops')).appendToStream(stream, event())).success).toBe(true);
  });

  it('each right of an access list is one of its own', async () => {
    const rights: [string, string[]][] = [
      ['$r', ['read', 'read backwards', 'subscribe']],
      ['$w', ['append', 'append by the unary path']],
      ['$d', ['delete', 'tombstone']],
      ['$mr', ['get metadata']],
      ['$mw', ['set metadata']],
    ];
    for (const [right, refused] of rights) {
      stream = unique('access');
      await admin.appendToStream(stream, event());
      await acl({ [right]: ['bob', '$somebody'] });
      const tried = operations(stream, alice, credentialsOf('alice'));
      // Writing metadata ends the list, a tombstone the stream: only what is refused, and what changes neither.
      const kept = Object.entries(tried).filter(
        ([name]) => refused.includes(name) || !['set metadata', 'delete', 'tombstone'].includes(name),
      );
      expect(await denied(Object.fromEntries(kept))).toEqual(refused);
      expect(
        await denied(
          Object.fromEntries(
            Object.entries(operations(stream, connect(credentialsOf('bob')), credentialsOf('bob'))).filter(([name]) =>
              refused.includes(name),
            ),
          ),
        ),
      ).toEqual([]);
    }
  });
  it('a list names users, groups and everybody; an empty one nobody but administrators', async () => {
    await acl({ $r: ['$ops'], $w: '$all', $d: [] });
    expect(
      await denied({
        read: () => all(connect(credentialsOf('ops')).readStream(stream)),
        append: () => alice.appendToStream(stream, event()),
      }),
    ).toEqual([]);
    expect(
      await denied({
        read: () => all(alice.readStream(stream)),
        ops: () => connect(credentialsOf('ops')).deleteStream(stream),
      }),
    ).toEqual(['read', 'ops']);
    expect(await denied(operations(stream, admin, credentialsOf('alice')))).toEqual([]);
  });
  it('a system stream is opened, and $all too, by an access list', async () => {
    const system = `$${unique('system')}`;
    await admin.appendToStream(system, event());
    await admin.setStreamMetadata(system, { acl: { readRoles: ['alice'] } });
    expect(await all(alice.readStream(system))).toHaveLength(1);
    expect(await errorOf(alice.appendToStream(system, event()))).toBeInstanceOf(AccessDeniedError);
    await admin.setStreamMetadata('$all', { acl: { readRoles: ['alice'] } });
    expect(await all(alice.readAll({ maxCount: 1 }))).toHaveLength(1);
    expect(await errorOf(all(connect(credentialsOf('bob')).readAll()))).toBeInstanceOf(AccessDeniedError);
    await admin.setStreamMetadata('$all', {});
    for (const write of [() => admin.appendToStream('$all', event()), () => admin.deleteStream('$all')])
      expect(await errorOf(write())).toBeInstanceOf(AccessDeniedError);
  });
  it('metadata that is malformed counts as none', async () => {
    await acl({ $r: 'bob' });
    expect(await errorOf(all(alice.readStream(stream)))).toBeInstanceOf(AccessDeniedError);
    await admin.appendToStream(`$$${stream}`, event({ $acl: { $r: 7 } }, '$metadata'));
    expect(await all(alice.readStream(stream))).toHaveLength(2);
  });

  it('a change counts for every write behind it, sent before it was answered or in the same breath', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = unique('access');
      // One client, one call: they arrive, and are decided, in this order.
      const [first, change, second] = await Promise.allSettled([
        alice.appendToStream(name, event()),
        alice.setStreamMetadata(name, { acl: { writeRoles: ['bob'] } }),
        alice.appendToStream(name, event()),
      ]);
      expect([first.status, change.status, second.status]).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    }
  });
  it('a right that is taken away does not end what has begun, and is missed at the next beginning', async () => {
    const live = follow(alice.subscribeToStream(stream, { fromRevision: START }));
    await live.until(said('caughtUp'));
    await acl({ $r: 'bob' });
    expect(await errorOf(begun(follow(alice.subscribeToStream(stream))))).toBeInstanceOf(AccessDeniedError);
    await admin.appendToStream(stream, event());
    await live.until(seen(3));
    await live.stop();
  });
  it('credentials of a call go before those of the client', async () => {
    await acl({ $r: 'bob', $w: 'bob' });
    const asBob = { credentials: credentialsOf('bob') };
    expect(await all(alice.readStream(stream, asBob))).toHaveLength(2);
    expect((await alice.appendToStream(stream, event(), asBob)).nextExpectedRevision).toBe(2n);
    expect(await errorOf(alice.appendToStream(stream, event()))).toBeInstanceOf(AccessDeniedError);
  });
  it('a link shows nobody what they may not read', async () => {
    const links = unique('links');
    await alice.appendToStream(links, binaryEvent({ type: '$>', data: Buffer.from(`0@${stream}`) }));
    const resolved = () => all(alice.readStream(links, { resolveLinkTos: true }));
    expect((await resolved())[0]?.event?.streamId).toBe(stream);
    await acl({ $r: 'bob' });
    expect(await resolved()).toMatchObject([{ link: { streamId: links } }]);
    expect((await resolved())[0]?.event).toBeUndefined();
    const live = follow(alice.subscribeToStream(links, { fromRevision: START, resolveLinkTos: true }));
    await live.until(said('caughtUp'));
    expect(live.events).toEqual([]);
    await live.stop();
  });
  it('metadata streams can not be deleted, by nobody', async () => {
    for (const remove of [() => admin.deleteStream(`$$${stream}`), () => admin.tombstoneStream(`$$${stream}`)])
      expect(await errorOf(remove())).toBeInstanceOf(AccessDeniedError);
  });
});

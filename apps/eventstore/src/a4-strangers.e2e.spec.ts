import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { withOwnAccess } from '@annals/config';
import { EventCounter } from '@annals/eventstore';
import { startAnnals, testCertificate, type TestAnnals } from '@annals/testing';
import { all, errorOf, event, unique } from './contract/server-under-test';

jest.setTimeout(120_000);

describe('A4: another user of the machine, who may open the event store’s port but read no file', () => {
  let annals: TestAnnals;
  const clients: EventStoreDBClient[] = [];
  const connect = (address: string): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(address);
    clients.push(client);
    return client;
  };
  const port = (): string => /:(\d+)\?/.exec(annals.eventstoreUrl)?.[1] ?? '';
  const stranger = (user = ''): EventStoreDBClient =>
    connect(`esdb://${user}localhost:${port()}?tlsCAFile=${encodeURIComponent(certificate)}`);

  /** Every server shows its certificate to whoever asks. */
  let certificate: string;

  beforeAll(async () => {
    annals = await startAnnals();
    const socket = connectTls({
      port: Number(port()),
      host: 'localhost',
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
    });
    await once(socket, 'secureConnect');
    const { raw } = socket.getPeerCertificate();
    socket.destroy();
    certificate = join(mkdtempSync(join(tmpdir(), 'annals-stranger-')), 'server.crt');
    writeFileSync(certificate, new X509Certificate(raw).toString());
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    await annals.stop();
    rmSync(dirname(certificate), { recursive: true, force: true });
  });

  it.each([
    ['without credentials', ''],
    ['with guessed ones', 'admin:changeit@'],
    ['with another name', 'ops:changeit@'],
    ['with one letter', 'admin:x@'],
  ])('%s reads, writes and follows nothing', async (_how, user) => {
    const client = stranger(user);
    const mine = unique('organization');
    const tried: readonly (() => Promise<unknown>)[] = [
      () => all(client.readAll({ maxCount: 1 })),
      () => all(client.readStream(mine)),
      () => all(client.readStream(`$$${mine}`)),
      () => all(client.subscribeToAll({ fromPosition: START })),
      () => all(client.subscribeToStream(mine)),
      () => client.appendToStream(mine, event({ data: { roles: ['owner'] } }, 'MemberRolesChanged')),
      () =>
        client.appendToStream(mine, event({ data: {} }, 'PasswordChanged'), {
          credentials: { username: 'admin', password: 'changeit' },
        }),
      () => client.setStreamMetadata(mine, { acl: { readRoles: ['$all'] } }),
      () => client.deleteStream(mine),
      () => client.tombstoneStream(mine),
    ];
    for (const attempt of tried) expect(await errorOf(attempt())).toMatchObject({ type: 'access-denied' });
    expect(await errorOf(all(connect(annals.eventstoreUrl).readStream(mine)))).toMatchObject({
      type: 'stream-not-found',
    });
  });

  it('has no way in without TLS', async () => {
    expect(await errorOf(all(connect(`esdb://localhost:${port()}?tls=false`).readAll({ maxCount: 1 })))).toMatchObject({
      type: 'unavailable',
    });
  });

  it('learns no password by taking the port: a server with another certificate hears not one call', async () => {
    const tls = await testCertificate();
    let calls = 0;
    let connections = 0;
    const squatter = createSecureServer({ key: tls.privateKey, cert: tls.certificate });
    squatter
      .on('stream', () => {
        calls += 1;
      })
      .on('connection', () => {
        connections += 1;
      })
      .on('tlsClientError', () => {
        /* hung up on */
      });
    squatter.listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = withOwnAccess(`esdb://127.0.0.1:${(squatter.address() as AddressInfo).port}`, annals.secretsFile);
    expect(address).toContain('admin:');
    const counter = new EventCounter(address);
    await expect(counter.after(undefined, 10)).rejects.toThrow();
    expect(connections).toBeGreaterThan(0);
    expect(calls).toBe(0);
    await counter.close();
    squatter.close();
    tls.remove();
  });

  it('and who has them reads the log: the door is not merely shut', async () => {
    expect((await all(connect(annals.eventstoreUrl).readAll({ maxCount: 1 }))).length).toBe(1);
  });
});

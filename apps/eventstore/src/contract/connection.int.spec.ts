import { EventStoreDBClient } from '@eventstore/db-client';
import { sharedDatabase } from '@annals/testing';
import { all, event, numbered, serverUnderTest, unique, type ServerUnderTest } from './server-under-test';

describe('connection', () => {
  let server: ServerUnderTest;
  beforeAll(async () => { server = await serverUnderTest(sharedDatabase); });
  afterAll(async () => { await server.stop(); });

  it('1 append over esdb://…?tls=false', async () => {
    expect(await server.client.appendToStream(unique('connection'), event())).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });
  it('2 per-call credentials take the unary path with the same result', async () => {
    const stream = unique('connection');
    const result = await server.client.appendToStream(stream, numbered(3), { credentials: { username: 'admin', password: 'changeit' } });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const events = await all(server.client.readStream(stream));
    expect(events.at(-1)?.event?.position).toEqual(result.position);
    await expect(server.client.appendToStream(stream, event(), { expectedRevision: 'no_stream', credentials: { username: 'admin', password: 'changeit' } }))
      .rejects.toMatchObject({ type: 'wrong-expected-version', expectedVersion: 'no_stream', actualVersion: 2n });
  });
  it('3 two hosts, and esdb+discover, ask by gossip first', async () => {
    const host = new URL(server.url.replace('esdb:', 'http:')).host;
    for (const url of [`esdb://${host},${host}?tls=false`, `esdb+discover://${host}?tls=false`]) {
      const client = EventStoreDBClient.connectionString(url);
      expect((await client.appendToStream(unique('connection'), event())).success).toBe(true);
      await client.dispose();
    }
  });
  it('4 two clients in one process, 100 appends each', async () => {
    const clients = [server.connect(), server.connect()];
    const streams = clients.map((_, index) => unique(`connection${index}`));
    const results = await Promise.all(Array.from({ length: 200 }, (_, index) => {
      const [client, stream] = [clients[index % 2], streams[index % 2]];
      if (client === undefined || stream === undefined) throw new Error('no client');
      return client.appendToStream(stream, event());
    }));
    expect(results.filter(({ success }) => success)).toHaveLength(200);
    for (const stream of streams) expect(await all(server.client.readStream(stream))).toHaveLength(100);
  });
  it('6 a disposed client can be used again', async () => {
    const client = server.connect();
    const stream = unique('connection');
    await client.appendToStream(stream, event());
    await client.dispose();
    expect((await client.appendToStream(stream, event())).nextExpectedRevision).toBe(1n);
  });
  it('says by name what it does not have', async () => {
    if (process.env['ESDB_URL'] !== undefined) return; // a real server has it
    await expect(server.client.getPersistentSubscriptionToStreamInfo('s', 'g')).rejects.toThrow(/no persistent subscriptions/);
    await expect(server.client.listProjections().then(() => undefined)).rejects.toThrow(/no projections/);
  });
});

import { EventStoreDBClient } from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { GIVEN, all, contract, event, numbered, unique } from './server-under-test';

contract('connection', helpers, (server) => {
  it('1 append over esdb://…', async () => {
    expect(await server.client.appendToStream(unique('connection'), event())).toMatchObject({
      success: true,
      nextExpectedRevision: 0n,
    });
  });
  it('2 per-call credentials take the unary path with the same result', async () => {
    const stream = unique('connection');
    const result = await server.client.appendToStream(stream, numbered(3), { credentials: server.credentials });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const events = await all(server.client.readStream(stream));
    expect(events.at(-1)?.event?.position).toEqual(result.position);
    await expect(
      server.client.appendToStream(stream, event(), { expectedRevision: 'no_stream', credentials: server.credentials }),
    ).rejects.toMatchObject({ type: 'wrong-expected-version', expectedVersion: 'no_stream', actualVersion: 2n });
  });
  it('3 two hosts, and esdb+discover, ask by gossip first', async () => {
    const twice = server.url.replace(/(\/\/(?:[^@/]*@)?)([^/?]+)/, '$1$2,$2');
    const discovered = server.url.replace(/^esdb:/, 'esdb+discover:');
    expect(new Set([server.url, twice, discovered]).size).toBe(3);
    for (const url of [twice, discovered]) {
      const client = EventStoreDBClient.connectionString(url);
      expect((await client.appendToStream(unique('connection'), event())).success).toBe(true);
      await client.dispose();
    }
  });
  it('4 two clients in one process, 100 appends each', async () => {
    const clients = [server.connect(), server.connect()];
    const streams = clients.map((_, index) => unique(`connection${index}`));
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const [client, stream] = [clients[index % 2], streams[index % 2]];
        if (client === undefined || stream === undefined) throw new Error('no client');
        return client.appendToStream(stream, event());
      }),
    );
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
  if (GIVEN !== undefined) {
    it('says what is checked less strictly on this server', () => {
      for (const line of server.allowances()) helpers.say(line);
    });
  }
});

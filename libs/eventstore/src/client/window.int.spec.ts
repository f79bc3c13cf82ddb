import { createServer, type Http2Server, type Settings } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Connection } from './connection';
import { logRequest } from './read-request';

describe('a connection to the event store', () => {
  it('lets the server send a mebibyte ahead, not the 64 KB of HTTP/2', async () => {
    const server: Http2Server = createServer();
    const heard = new Promise<number | undefined>((resolve) => {
      server.on('session', (session) => {
        session.once('remoteSettings', (settings: Settings) => {
          resolve(settings.initialWindowSize);
        });
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const connection = new Connection(`esdb://127.0.0.1:${port}?tls=false`);
    const reading = await connection.line.read(logRequest('start'));
    reading.on('error', () => undefined);
    reading.resume();
    expect(await heard).toBe(1 << 20);
    await connection.close();
    server.close();
  });
});

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { sharedDatabase } from '@annals/testing';
import { LogReader } from './log-reader';

const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const LAST_WORDS = Buffer.from(
  'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0',
  'latin1',
);
const FATAL = Buffer.concat([Buffer.from([0x45, 0, 0, 0, LAST_WORDS.length + 4]), LAST_WORDS]);

describe('the connections that read the log', () => {
  it('may end with the bytes that open them: that read fails, the next one has another connection', async () => {
    const database = await sharedDatabase('reader');
    const { hostname, port } = new URL(database.url);
    let isDying = true;
    const between = createServer((near) => {
      const far = connect(Number(port), hostname);
      near.pipe(far);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
      far.on('data', (bytes) => {
        if (isDying && bytes.subarray(-READY.length).equals(READY)) near.end(Buffer.concat([bytes, FATAL]));
        else near.write(bytes);
      });
      far.on('end', () => near.end());
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    const address = between.address();
    const url = new URL(database.url);
    url.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const reader = new LogReader(url.href, () => undefined);
    const one = () =>
      reader.read('in a test', async (client) => (await client.query<{ one: number }>('SELECT 1 AS one')).rows);
    await expect(one()).rejects.toThrow(/connection/i);
    isDying = false;
    expect(await one()).toEqual([{ one: 1 }]);
    await reader.close();
    between.close();
    await database.drop();
  });
});

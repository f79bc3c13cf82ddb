import dns from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AddressNotAllowed, AnswerTooLarge, guardedFetch, mustBeAskable, mustLeadOutside } from './guarded-fetch';

const answers: Readonly<Record<string, RequestListener>> = {
  '/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello</p>'),
  '/elsewhere': (_, response) => response.writeHead(302, { location: '/page' }).end(),
  '/large': (_, response) => response.end(Buffer.alloc(200_000)),
  '/packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('Hello')),
  '/bomb': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  '/odd': (_, response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
  '/never': () => undefined,
  '/half': (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('Hel'),
};

describe('S11: what is fetched for people', () => {
  let server: Server;
  let port: number;
  let asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(String(request.url));
      answers[request.url ?? '']?.(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => {
    asked = [];
    jest.restoreAllMocks();
  });
  afterAll(
    () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  );
  const fetchIt = (path: string, { allowedHosts = [`127.0.0.1:${port}`], withinMs = 5_000 } = {}) =>
    guardedFetch(new URL(path, `http://127.0.0.1:${port}`), { allowedHosts, withinMs, maxBytes: 100_000 });
  /** What name servers answer, one lookup after the other. */
  const naming = (...lookups: readonly (readonly string[])[]) => {
    const left = [...lookups];
    jest.spyOn(dns, 'lookup').mockImplementation(((
      _host: string,
      _options: object,
      callback: (...said: unknown[]) => void,
    ) => {
      const addresses = (left.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      process.nextTick(() => callback(null, addresses));
    }) as never);
  };

  it('is read where the operator named the host', async () => {
    const { status, headers, body } = await fetchIt('/page');
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html', '<p>Hello</p>']);
    await expect(fetchIt('/page', { allowedHosts: ['127.0.0.1'] })).resolves.toMatchObject({ status: 200 });
    await expect(fetchIt('/page', { allowedHosts: ['127.0.0.1:1'] })).rejects.toThrow(AddressNotAllowed);
  });

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://localhost',
    'http://[::1]',
    'http://[::127.0.0.1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://172.16.9.9',
    'http://192.168.0.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1',
    'https://127.0.0.1',
  ])('never leads into a private network: %s', async (address) => {
    const url = new URL(address);
    const request = { allowedHosts: [], withinMs: 5_000, maxBytes: 1_000 };
    await expect(guardedFetch(url, request)).rejects.toThrow(AddressNotAllowed);
    await expect(mustLeadOutside(url, [])).rejects.toThrow(AddressNotAllowed);
  });

  it.each(['ftp://example.org/x', 'file:///etc/passwd', 'http://me:secret@example.org/', 'http://example.org:6379/'])(
    'is no address of a public website: %s',
    (address) => expect(() => mustBeAskable(new URL(address), [])).toThrow(AddressNotAllowed),
  );

  it('goes to the address that was looked at: a name that says another one the next time gains nothing', async () => {
    naming(['93.184.215.14'], ['127.0.0.1']);
    const url = new URL('http://rebinding.example/page');
    await mustLeadOutside(url, []);
    const request = { allowedHosts: [], withinMs: 5_000, maxBytes: 1_000 };
    await expect(guardedFetch(url, request)).rejects.toThrow(AddressNotAllowed);
    expect(asked).toEqual([]);
  });

  it.each([
    ['93.184.215.14', '127.0.0.1'],
    ['127.0.0.1', '93.184.215.14'],
    ['2606:4700:4700::1111', '::1'],
  ])('is not asked where one of its addresses is private: %s and %s', async (...addresses) => {
    naming(addresses);
    const request = { allowedHosts: [], withinMs: 5_000, maxBytes: 1_000 };
    await expect(guardedFetch(new URL('http://mixed.example/'), request)).rejects.toThrow(AddressNotAllowed);
  });

  it('follows no redirect by itself', async () => {
    expect(await fetchIt('/elsewhere')).toMatchObject({ status: 302, headers: { location: '/page' } });
    expect(asked).toEqual(['/elsewhere']);
  });

  it('takes no more than it may, also of what comes packed', async () => {
    await expect(fetchIt('/large')).rejects.toThrow(AnswerTooLarge);
    await expect(fetchIt('/bomb')).rejects.toThrow(AnswerTooLarge);
    expect((await fetchIt('/packed')).body.toString()).toBe('Hello');
    await expect(fetchIt('/odd')).rejects.toThrow('packed as zstd');
  });

  it.each(['/never', '/half'])('waits no longer than it may for %s', async (path) => {
    await expect(fetchIt(path, { withinMs: 200 })).rejects.toThrow();
  });
});

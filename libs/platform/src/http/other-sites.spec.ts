import fastify from 'fastify';
import { refuseOtherSites } from './other-sites';

interface Sent {
  readonly headers: Record<string, string>;
  readonly method?: 'GET' | 'POST';
  readonly publicUrl?: string;
}

/** What is said to a request with a session's cookie; `done` when nothing is. */
async function answerTo({ headers, method = 'POST', publicUrl = 'https://annals.example' }: Sent): Promise<string> {
  const app = fastify();
  app.all('/', (request) => {
    refuseOtherSites(request, publicUrl);
    return 'done';
  });
  app.setErrorHandler((error, _request, reply) => reply.send(String(error)));
  return (await app.inject({ method, url: '/', headers: { host: 'annals.example', ...headers } })).body;
}

describe('a command with a cookie', () => {
  it.each([
    [{}],
    [{ origin: 'https://annals.example' }],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('is carried out for our own pages and for programs: %j', async (headers) =>
    expect(await answerTo({ headers })).toBe('done'),
  );

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://annals.example.evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'no address' }],
    [{ origin: '' }],
    [{ origin: 'http://annals.example' }],
    [{ origin: 'https://annals.example:8443' }],
    [{ origin: 'https://evil.example', host: 'evil.example' }],
    [{ origin: 'file://' }],
    [{ origin: 'file://', host: '' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('is refused for everybody else’s, never a fault: %j', async (headers) =>
    expect(await answerTo({ headers })).toBe('Refused: CROSS_SITE_REQUEST'),
  );

  it.each(['127.0.0.1:8181', 'annals.example:443', 'ANNALS.example', 'api', 'annals.example:8181'])(
    'B5: is carried out behind a proxy that calls us %s',
    async (host) => {
      for (const origin of ['https://annals.example', 'https://annals.example:443', 'https://ANNALS.example'])
        expect(await answerTo({ headers: { origin, host } })).toBe('done');
    },
  );

  it.each([
    ['http://localhost:8080', 'localhost:8080'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['http://[::1]:8080', '[::1]:8080'],
    ['http://192.168.1.5:8080', '192.168.1.5:8080'],
    ['http://localhost', 'localhost:80'],
  ])(
    'B5: without a public address of its own is carried out for pages of the name by which we are reached: %s',
    async (origin, host) => {
      const publicUrl = 'http://localhost:8080';
      expect(await answerTo({ headers: { origin, host }, publicUrl })).toBe('done');
      for (const other of ['http://localhost:3000', 'http://evil.example', 'null'])
        expect(await answerTo({ headers: { origin: other, host }, publicUrl })).toBe('Refused: CROSS_SITE_REQUEST');
    },
  );

  it('is no read', async () =>
    expect(await answerTo({ headers: { origin: 'https://evil.example' }, method: 'GET' })).toBe('done'));
});

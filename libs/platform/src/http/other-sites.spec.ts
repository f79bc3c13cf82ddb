import fastify from 'fastify';
import { refuseOtherSites } from './other-sites';

/** What is said to a request with a session's cookie; `done` when nothing is. */
async function answerTo(headers: Record<string, string>, method: 'GET' | 'POST' = 'POST'): Promise<string> {
  const app = fastify();
  app.all('/', (request) => { refuseOtherSites(request); return 'done'; });
  app.setErrorHandler((error, _request, reply) => reply.send(String(error)));
  return (await app.inject({ method, url: '/', headers: { host: 'annals.example', ...headers } })).body;
}

describe('a command with a cookie', () => {
  it.each([[{}], [{ origin: 'https://annals.example' }], [{ 'sec-fetch-site': 'same-origin' }], [{ 'sec-fetch-site': 'none' }]])('is carried out for our own pages and for programs: %j', async (headers) =>
    expect(await answerTo(headers)).toBe('done'));

  it.each([
    [{ origin: 'https://evil.example' }], [{ origin: 'https://annals.example.evil.example' }], [{ origin: 'null' }], [{ origin: 'no address' }], [{ origin: '' }],
    [{ 'sec-fetch-site': 'cross-site' }], [{ 'sec-fetch-site': 'same-site' }],
  ])('is refused for everybody else’s, never a fault: %j', async (headers) => expect(await answerTo(headers)).toBe('Refused: CROSS_SITE_REQUEST'));

  it('is no read', async () => expect(await answerTo({ origin: 'https://evil.example' }, 'GET')).toBe('done'));
});

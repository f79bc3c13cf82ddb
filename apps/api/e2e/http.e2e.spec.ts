import { startAnnals, SUPPORT_URL, type TestAnnals } from '@annals/testing';
import { Client } from './support/client';
import { bot, founder, type Founder } from './support/people';

jest.setTimeout(120_000);

/** D4: what HTTP itself promises. */
describe('D4: HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals);
  });
  afterAll(() => annals.stop());

  it.each(['/llms.txt', '/api/v2', '/health', '/robots', '/.env', '/wp-login.php'])(
    '%s, which nobody serves, is a 404 with a problem document',
    async (path) => {
      const answer = await fetch(annals.url + path, { headers: { accept: 'text/html' } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
    },
  );

  it('D27: says at /healthz that it runs, and where its operator helps, to whoever asks', async () => {
    const answers = await Promise.all(['/healthz', '/api/v1/links'].map((path) => fetch(annals.url + path)));
    expect(await Promise.all(answers.map(async (each) => [each.status, await each.json()]))).toEqual([
      [200, { status: 'live' }],
      [200, { support: SUPPORT_URL, status: null, security: null }],
    ]);
  });

  it.each(['/', '/sign-in', '/verify', '/organizations', '/organizations/anything/bots'])(
    '%s is a page of the console',
    async (path) => {
      const answer = await fetch(annals.url + path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    },
  );

  it.each([
    ['GET', '/api/v1/users', 'POST'],
    ['PUT', '/api/v1/session', 'DELETE, POST'],
    ['DELETE', '/api/v1/organizations/x/bots', 'GET, HEAD, POST'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['POST', '/api/openapi.json', 'GET, HEAD'],
    ['PATCH', '/api/v1/organizations/x/rename', 'POST'],
  ])('%s %s is 405, and Allow says what goes', async (method, path, allow) => {
    const answer = await fetch(annals.url + path, { method });
    expect([answer.status, answer.headers.get('allow'), ((await answer.json()) as { code: string }).code]).toEqual([
      405,
      allow,
      'METHOD_NOT_ALLOWED',
    ]);
  });

  it('a 401 says how to sign in, and Bearer is read in any case', async () => {
    const nobody = await fetch(`${annals.url}${owner.path}`);
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Annals"']);
    const issued = await owner.client.post<{ secret: string }>(`${owner.path}/api-keys`, {
      name: 'service',
      expiresInDays: 1,
      permissions: ['bots:read'],
    });
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect(
        (
          await fetch(`${annals.url}${owner.path}/bots`, {
            headers: { authorization: `${scheme} ${issued.body.secret}` },
          })
        ).status,
      ).toBe(200);
    }
  });

  it('ids in filters and paths are read in any case, and names are found in any form of theirs', async () => {
    const { botId } = await bot(annals, owner, 'Zoë');
    await owner.client.post(`${owner.path}/bots/${botId}/runs`);
    expect(
      (await owner.client.get<{ items: unknown[] }>(`${owner.path}/runs?botId=${botId.toUpperCase()}`)).body.items,
    ).toHaveLength(1);
    expect(
      (
        await owner.client.get<{ items: unknown[] }>(
          `${owner.path}/runs?search=${encodeURIComponent('Zoë'.normalize('NFD'))}`,
        )
      ).body.items,
    ).toHaveLength(1);
    expect((await owner.client.get(`${owner.path}/bots/${botId.toUpperCase()}`)).status).toBe(200);
    const acts = async (actor: string) =>
      (await owner.client.get<{ total: number }>(`${owner.path}/audit?actor=${actor}`)).body.total;
    expect(await acts(`user:${owner.userId.toUpperCase()}`)).toBe(await acts(`user:${owner.userId}`));
    expect(await acts(`user:${owner.userId}`)).toBeGreaterThan(0);
  });

  it('faults of fields have stable codes', async () => {
    const { body } = await new Client(annals.url).post('/api/v1/users', { email: 'nobody', unheardOf: 1 });
    expect(body['violations']).toEqual([
      { path: '/email', code: 'not_an_email', message: 'is not an e-mail address' },
      { path: '/unheardOf', code: 'unknown_field', message: 'is not known here' },
    ]);
  });
});

import { type TestAnnals, startAnnals } from '@annals/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './support/client';
import { founder, PASSWORD, secretFromMail } from './support/people';

jest.setTimeout(180_000);

/** S17, B7: a log is read by more people than the database, and kept elsewhere. */
describe('the logs of a run, at their most talkative', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  const logs = (): string =>
    readdirSync(join(annals.dataFolder, 'logs'))
      .map((file) => readFileSync(join(annals.dataFolder, 'logs', file), 'utf8'))
      .join('\n');

  it('B7: hold no session ids, cookies, keys, links or passwords', async () => {
    const owner = await founder(annals);
    const secrets = [
      PASSWORD,
      'another fine password',
      'one more fine password',
      await secretFromMail(annals, owner.email),
    ];
    const [client, stranger] = [new Client(annals.url), new Client(annals.url)];
    const steps = [
      await client.post('/api/v1/session', { email: owner.email, password: PASSWORD }),
      await client.get('/api/v1/me'),
      await client.post('/api/v1/me/password', { current: 'wrong', password: 'another fine password' }),
      await client.post('/api/v1/me/password', { current: PASSWORD, password: 'another fine password' }),
      await client.post(`${owner.path}/rename`, { name: 'x'.repeat(200) }),
      await stranger.post('/api/v1/password/forgot', { email: owner.email }),
    ];
    secrets.push(await secretFromMail(annals, owner.email, /password/));
    steps.push(
      await stranger.post('/api/v1/password/reset', { token: secrets.at(-1), password: 'one more fine password' }),
    );
    steps.push(await stranger.post('/api/v1/session', { email: owner.email, password: 'one more fine password' }));
    const key = await stranger.post<{ secret: string }>(`${owner.path}/api-keys`, {
      name: 'service',
      expiresInDays: 1,
      permissions: ['org:read'],
    });
    const stream = await stranger.listen('/api/v1/me/live');
    steps.push(
      await stranger.send('DELETE', '/api/v1/session'),
      await new Client(annals.url, key.body.secret).get(owner.path),
      key,
    );
    await stream.until(/event: ended/);
    const cookies = steps
      .flatMap(({ headers }) => headers.getSetCookie())
      .map((cookie) => /annals_session=([^;]+)/.exec(cookie)?.[1] ?? '')
      .filter((token) => token !== '');
    expect(cookies).toHaveLength(3);
    secrets.push(key.body.secret, ...cookies, ...cookies.map((token) => token.split('.')[0] ?? ''));
    const written = logs();
    expect(written).toContain(owner.organizationId); // it does say what was asked for
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
  });
});

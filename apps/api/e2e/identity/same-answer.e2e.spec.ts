import { type TestAnnals, startAnnals } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { founder, type Founder, member, PASSWORD } from '../support/people';

jest.setTimeout(180_000);

interface Heard {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | null;
  readonly replayed: string | null;
}

/** history.md §3: the same command gets the same answer, also when it took away the right to send it. */
describe('a command repeated after it ended what allowed it', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals);
  });
  afterAll(() => annals.stop());

  /** As a client would that never saw an answer, and so still holds its cookie. */
  async function send(
    method: string,
    path: string,
    cookie: string,
    { key, body = {}, headers = {} }: { key?: string; body?: object; headers?: Record<string, string> } = {},
  ): Promise<Heard> {
    const response = await fetch(`${annals.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        cookie,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      text: await response.text(),
      cookie: response.headers.get('set-cookie'),
      replayed: response.headers.get('idempotent-replay'),
    };
  }

  async function signedIn(email: string): Promise<string> {
    const { cookie, text } = await send('POST', '/api/v1/session', '', {
      key: randomUUID(),
      body: { email, password: PASSWORD },
    });
    if (cookie === null) throw new Error(`Signing in brought no session: ${text}`);
    return cookie.split(';')[0] ?? '';
  }

  it('leaving: the same answer, and nothing else opens again', async () => {
    const mia = await member(annals, owner, ['member']);
    const [cookie, key] = [await signedIn(mia.email), randomUUID()];
    const first = await send('POST', `${owner.path}/leave`, cookie, { key });
    expect(first.status).toBe(200);
    expect(await send('POST', `${owner.path}/leave`, cookie, { key })).toEqual({ ...first, replayed: 'true' });
    for (const other of [{ key: randomUUID() }, { key, body: { reason: 'another' } }, {}])
      expect((await send('POST', `${owner.path}/leave`, cookie, other)).status).toBe(404);
    expect((await send('POST', `${owner.path}/rename`, cookie, { key })).status).toBe(404);
    expect((await send('GET', owner.path, cookie, { key })).status).toBe(404);
    expect((await send('POST', `${owner.path}/leave`, await signedIn(owner.email), { key })).text).not.toBe(first.text); // the key is each person's own
  });

  it('signing out: the same answer, cookie taken away again, and the session stays ended', async () => {
    const nia = await member(annals, owner, ['admin'], 'nia');
    const [cookie, key, renaming] = [await signedIn(nia.email), randomUUID(), randomUUID()];
    const renamed = await send('POST', `${owner.path}/rename`, cookie, { key: renaming, body: { name: 'Halden' } });
    expect(renamed.status).toBe(200);
    const first = await send('DELETE', '/api/v1/session', cookie, { key });
    expect(first).toMatchObject({ status: 204, cookie: expect.stringContaining('annals_session=;') as string });
    expect(await send('DELETE', '/api/v1/session', cookie, { key })).toEqual({ ...first, replayed: 'true' });
    expect((await send('DELETE', '/api/v1/session', cookie, { key: randomUUID() })).status).toBe(401);
    expect((await send('DELETE', '/api/v1/session', `${cookie}x`, { key })).status).toBe(401);
    expect((await send('DELETE', '/api/v1/session', '', { key })).status).toBe(401);
    expect(
      (await send('DELETE', '/api/v1/session', cookie, { key, headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
    expect((await send('GET', '/api/v1/me', cookie, { key })).status).toBe(401);
    expect(
      (await send('POST', `${owner.path}/rename`, cookie, { key: renaming, body: { name: 'Holden' } })).status,
    ).toBe(401);
    expect(JSON.parse((await send('GET', owner.path, await signedIn(nia.email))).text)).toMatchObject({
      name: 'Halden',
    });
  });

  it('B7: changing the password: the same answer with the same new session, and the old one opens nothing else', async () => {
    const ida = await member(annals, owner, ['member'], 'ida');
    const [cookie, key, body] = [
      await signedIn(ida.email),
      randomUUID(),
      { current: PASSWORD, password: 'another fine password' },
    ];
    const first = await send('POST', '/api/v1/me/password', cookie, { key, body });
    expect([first.status, first.cookie?.startsWith(cookie)]).toEqual([200, false]);
    const again = await send('POST', '/api/v1/me/password', cookie, { key, body });
    expect([again.status, again.text, again.cookie]).toEqual([200, first.text, first.cookie]);
    expect((await send('GET', '/api/v1/me', first.cookie?.split(';')[0] ?? '')).status).toBe(200);
    for (const other of [{ key: randomUUID(), body }, { body }])
      expect((await send('POST', '/api/v1/me/password', cookie, other)).status).toBe(401);
    expect(
      (
        await send('POST', '/api/v1/me/password', cookie, {
          key,
          body: { ...body, password: 'one more fine password' },
        })
      ).status,
    ).toBe(422);
    expect((await send('GET', '/api/v1/me', cookie)).status).toBe(401);
  });
});

import { type TestAnnals, startAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { sentenceOf, type Entries } from '../support/entries';
import { founder, type Founder, mailAbout, PASSWORD, secretFromMail, someAddress } from '../support/people';

jest.setTimeout(120_000);

/**
 * D1 of the spine: sign-up, verification, session, forgotten and changed passwords, over HTTP and the real processes.
 */
describe('sign-up and sign-in', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  it('D18 known and unknown addresses get the same answer, and another mail', async () => {
    const known = await founder(annals);
    const first = await new Client(annals.url).post('/api/v1/users', { email: someAddress() });
    const again = await new Client(annals.url).post('/api/v1/users', { email: known.email.toUpperCase() });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect([first.status, first.text]).toEqual([202, '{}']);
    expect((await mailAbout(annals, known.email, /already/i)).text).not.toContain('/verify#');
  });

  it('A8 A9 A10 D22 verification makes an organization named from the address, with its owner and a default workspace, once', async () => {
    const email = someAddress('john.doe+news');
    const client = new Client(annals.url);
    await client.post('/api/v1/users', { email });
    const token = await secretFromMail(annals, email);
    const preview = await client.post('/api/v1/users/preview', { token });
    expect(preview.body).toMatchObject({ email, organizationName: 'john.doe' });
    const key = { 'idempotency-key': 'verify-once' };
    const body = { token, password: PASSWORD, alias: 'John' };
    const verified = await client.post<{ organizationId: string }>('/api/v1/users/verify', body, key);
    expect(verified.status).toBe(200);
    expect(verified.headers.get('set-cookie')).toMatch(/^annals_session=[^;]+;.*HttpOnly.*SameSite=Lax/i);
    const repeated = await client.post('/api/v1/users/verify', body, key);
    expect([repeated.status, repeated.body]).toEqual([200, verified.body]);
    const me = await client.get<{ items: { name: string; roles: string[] }[] }>('/api/v1/organizations');
    expect(me.body.items).toMatchObject([{ name: 'john.doe', roles: ['owner'] }]);
    const audit = await client.get<{ items: { type: string }[] }>(
      `/api/v1/organizations/${verified.body.organizationId}/audit?area=organization`,
    );
    expect(audit.body.items.map(({ type }) => type).sort()).toEqual([
      'MemberAdded',
      'OrganizationCreated',
      'WorkspaceCreated',
    ]);
  });

  it('D18 a link works once; a wrong one never', async () => {
    const email = someAddress();
    const client = new Client(annals.url);
    await client.post('/api/v1/users', { email });
    const token = await secretFromMail(annals, email);
    expect(
      (await client.post('/api/v1/users/verify', { token: `${token.slice(0, -1)}x`, password: PASSWORD, alias: 'J' }))
        .body.code,
    ).toBe('VERIFICATION_EXPIRED');
    expect((await client.post('/api/v1/users/verify', { token, password: 'password1', alias: 'J' })).body.code).toBe(
      'PASSWORD_WEAK',
    );
    expect((await client.post('/api/v1/users/verify', { token, password: PASSWORD, alias: 'J' })).status).toBe(200);
    expect(
      (await new Client(annals.url).post('/api/v1/users/verify', { token, password: PASSWORD, alias: 'J' })).body.code,
    ).toBe('VERIFICATION_USED');
  });

  it('signs in and out; a session that ended opens nothing', async () => {
    const { email, client } = await founder(annals);
    const other = new Client(annals.url);
    expect((await other.post('/api/v1/session', { email, password: 'not the password' })).body.code).toBe(
      'SIGN_IN_FAILED',
    );
    expect((await other.post('/api/v1/session', { email: someAddress(), password: PASSWORD })).body.code).toBe(
      'SIGN_IN_FAILED',
    );
    expect((await other.post('/api/v1/session', { email, password: PASSWORD })).status).toBe(200);
    expect((await other.get('/api/v1/me')).body.email).toBe(email);
    expect((await other.send('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await other.get('/api/v1/me')).status).toBe(401);
    expect((await client.get('/api/v1/me')).status).toBe(200);
  });

  it('locks sign-in after 5 failures, with a Retry-After', async () => {
    const { email } = await founder(annals);
    const guesser = new Client(annals.url);
    for (let attempt = 0; attempt < 5; attempt += 1)
      await guesser.post('/api/v1/session', { email, password: `guess number ${attempt}` });
    const locked = await guesser.post('/api/v1/session', { email, password: PASSWORD });
    expect([locked.status, locked.body.code, locked.headers.get('retry-after')]).toEqual([
      423,
      'ACCOUNT_LOCKED',
      '900',
    ]);
  });

  it('a forgotten password is replaced by a link that works once and ends every session', async () => {
    const { email, client } = await founder(annals);
    expect((await new Client(annals.url).post('/api/v1/password/forgot', { email })).text).toBe('{}');
    expect((await new Client(annals.url).post('/api/v1/password/forgot', { email: someAddress() })).text).toBe('{}');
    const token = await secretFromMail(annals, email, /password/i);
    const reset = { token, password: 'another fine password' };
    expect((await new Client(annals.url).post('/api/v1/password/reset', reset)).status).toBe(200);
    expect((await new Client(annals.url).post('/api/v1/password/reset', reset)).body.code).toBe('RESET_EXPIRED');
    expect((await client.get('/api/v1/me')).status).toBe(401);
    expect((await new Client(annals.url).post('/api/v1/session', { email, password: PASSWORD })).status).toBe(401);
    expect(
      (await new Client(annals.url).post('/api/v1/session', { email, password: 'another fine password' })).status,
    ).toBe(200);
  });

  it('changing the password ends the other sessions, not this one', async () => {
    const { email, client } = await founder(annals);
    const other = new Client(annals.url);
    await other.post('/api/v1/session', { email, password: PASSWORD });
    expect(
      (await client.post('/api/v1/me/password', { current: 'wrong', password: 'another fine password' })).status,
    ).toBe(401);
    expect(
      (await client.post('/api/v1/me/password', { current: PASSWORD, password: 'another fine password' })).status,
    ).toBe(200);
    expect((await client.get('/api/v1/me')).status).toBe(200);
    expect((await other.get('/api/v1/me')).status).toBe(401);
  });

  it('each organization sees the access of its members: what they do in it, and what concerns their account', async () => {
    const [owner, john] = [await founder(annals, 'olga'), await founder(annals, 'john')];
    await owner.client.post(`${owner.path}/invitations`, { email: john.email, roles: ['member'] });
    const token = await secretFromMail(annals, john.email, /invited/i);
    expect((await john.client.post('/api/v1/invitations/accept', { token })).status).toBe(200);
    const laptop = new Client(annals.url);
    const signIn = (password: string) => laptop.post('/api/v1/session', { email: john.email, password });
    expect((await signIn(PASSWORD)).status).toBe(200);
    expect((await laptop.get(john.path)).status).toBe(200); // and never looks at the other organization
    const seenBy = async ({ client, path }: Founder) => {
      const { items } = (await client.get<Entries>(`${path}/audit?area=access&limit=200`)).body;
      const about = items.filter(
        ({ actor, sentence }) => actor.label === 'john' || JSON.stringify(sentence).includes('john'),
      );
      return about.map(sentenceOf).reverse();
    };
    // the first device has done nothing in his organization until it asks for the log
    const first = ['john signed in with a password', 'john signed in by the link that verified the address'];
    await eventually('his sign-ins are told', async () => (await seenBy(john)).length === first.length);
    expect(await seenBy(john)).toEqual(first);
    expect((await laptop.send('DELETE', '/api/v1/session')).status).toBe(204);
    await eventually('his sign-out is told', async () => (await seenBy(john)).at(-1) === 'john signed out');
    for (let n = 0; n < 5; n += 1) expect((await signIn('not the password')).status).toBeGreaterThanOrEqual(400);
    const locked = /^Annals locked the sign-in of john until .* UTC after too many failures$/;
    for (const place of [john, owner])
      await eventually('the lock is told', async () => locked.test((await seenBy(place)).at(-1) ?? ''));
    expect(await seenBy(john)).toEqual([...first, 'john signed out', expect.stringMatching(locked)]);
    expect(await seenBy(owner)).toEqual([expect.stringMatching(locked)]);
    const { items } = (await john.client.get<Entries>(`${john.path}/audit?type=MemberSignedIn`)).body;
    const entry = await john.client.get(`${john.path}/audit/${items[0]?.sequence}`);
    expect(entry.body).toMatchObject({
      data: { method: 'verification', factors: ['email'] },
      personal: { ip: expect.stringMatching(/127\.0\.0\.1|::1/) as string, userAgent: 'node' },
    });
  });
});

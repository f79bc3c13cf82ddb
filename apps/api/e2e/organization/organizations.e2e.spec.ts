import { startAnnals, type TestAnnals } from '@annals/testing';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import type { Client } from '../support/client';
import { bot, codeFor, founder, member, someAddress, someLogo, someName, type Founder } from '../support/people';

const asked = { name: 'Halden Terminal', alias: 'Ingrid', country: 'NO', timeZone: 'Europe/Oslo' };

const headersOf = (headers: Headers) =>
  ['content-type', 'x-content-type-options', 'content-security-policy', 'cache-control', 'etag'].map((name) =>
    headers.get(name),
  );
/** The example's, but that it says to be so wide. */
function pngOf(width: number): Buffer {
  const png = Buffer.from(someLogo(), 'base64');
  png.writeUInt32BE(width, 16);
  return png;
}

const inviting = (email: string) => ({ email, roles: ['member'] });

interface Invitation {
  readonly organizationId: string;
  readonly invitationId: string;
}
interface Listed {
  readonly items: readonly { readonly name: string; readonly roles: readonly string[]; readonly status: string }[];
  readonly next: string | null;
  readonly invitations: readonly Invitation[];
}

describe('organizations, over HTTP', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  it('B1, B2, B4, D22: whoever is signed in makes one, owns it, and finds it beside their others', async () => {
    const { client, email } = await founder(annals, 'ingrid');
    const made = await client.post<{ organizationId: string; personId: string }>('/api/v1/organizations', asked);
    expect(made.status).toBe(201);
    const path = `/api/v1/organizations/${made.body.organizationId}`;
    expect((await client.get(path)).body).toMatchObject({ name: asked.name, country: 'NO', timeZone: 'Europe/Oslo' });
    expect((await client.get(`${path}/me`)).body).toMatchObject({ personId: made.body.personId, roles: ['owner'] });
    expect((await client.get(`${path}/members`)).body).toMatchObject({ items: [{ alias: 'Ingrid', email }] });
    const sweden = { country: 'SE', timeZone: 'Europe/Stockholm' };
    expect((await client.post(`${path}/locale`, { ...sweden, language: 'SV-se' })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({ ...sweden, language: 'sv-SE' });
    for (const language of ['', 'x', 'english', 'qqq', 'sv-SE-u-ca-buddhist', 'en@posix'])
      expect((await client.post(`${path}/locale`, { ...sweden, language })).body).toMatchObject({
        status: 400,
        violations: [{ path: '/language' }],
      });
    const { body: mine } = await client.get<{ items: { name: string }[] }>('/api/v1/organizations');
    expect(mine.items.map(({ name }) => name)).toEqual([expect.stringMatching(/^ingrid/), asked.name]);
  });

  it('B1, B3: with an address of its own and one to write to, which counts once its code was said', async () => {
    const { client, email } = await founder(annals, 'ingrid');
    const [slug, contactEmail] = [someName().replaceAll('.', '-'), someAddress('terminal')];
    const free = async (of = slug) => (await client.get(`/api/v1/slugs/${of}/availability`)).body['availability'];
    expect([await free(), await free('admin'), await free('Halden')]).toEqual(['free', 'reserved', 'invalid']);
    const making = { ...asked, slug, contactEmail };
    const made = await client.post<{ organizationId: string }>('/api/v1/organizations', making);
    expect(made.status).toBe(201);
    const path = `/api/v1/organizations/${made.body.organizationId}`;
    expect((await client.get(path)).body).toMatchObject({ slug, name: asked.name });
    const profile = async () => (await client.get(`${path}/me/profile`)).body;
    expect(await profile()).toMatchObject({ alias: 'Ingrid', contactEmail: email, waiting: { email: contactEmail } });
    await client.post(`${path}/me/contact/verify`, { code: await codeFor(annals, contactEmail) });
    expect(await profile()).toMatchObject({ contactEmail, waiting: null });

    expect(await free()).toBe('taken');
    for (const [wrong, code] of [
      [slug, 'SLUG_TAKEN'],
      ['admin', 'SLUG_INVALID'],
    ])
      expect((await client.post('/api/v1/organizations', { ...asked, slug: wrong })).body['code']).toBe(code);
    expect((await client.get('/api/v1/me/organization-quota')).body['begun']).toBe(2);
  });

  it('A20: the first steps tick themselves off, and are hidden for one person alone', async () => {
    const owner = await founder(annals, 'ingrid');
    const { client: mia } = await member(annals, owner, ['member']);
    const steps = async (client = owner.client) => {
      const { body } = await client.get<{ steps: { step: string; done: boolean }[]; hidden: boolean }>(
        `${owner.path}/checklist`,
      );
      return { done: body.steps.filter(({ done }) => done).map(({ step }) => step), hidden: body.hidden };
    };
    expect(await steps()).toEqual({ done: ['created', 'invited'], hidden: false });
    await owner.client.post(`${owner.path}/rename`, { name: 'Halden' });
    await bot(annals, owner);
    expect(await steps()).toEqual({ done: ['created', 'described', 'bot', 'invited'], hidden: false });
    expect((await mia.post(`${owner.path}/checklist/hide`)).status).toBe(200);
    expect([(await steps(mia)).hidden, (await steps()).hidden]).toEqual([true, false]);
  });

  it('A9, B2: says which field is wrong, and makes nothing', async () => {
    const { client } = await founder(annals, 'wanda');
    const wrong = { name: 'https://evil.example', alias: '<b>', country: 'XX', timeZone: 'Europe/Atlantis' };
    for (const [field, value] of Object.entries(wrong)) {
      const { status, body } = await client.post('/api/v1/organizations', { ...asked, [field]: value });
      expect({ status, body }).toMatchObject({ status: 400, body: { violations: [{ path: `/${field}` }] } });
    }
    expect((await client.get<{ items: unknown[] }>('/api/v1/organizations')).body.items).toHaveLength(1);
  });

  it('A12: lists those where somebody belongs, by page and by name, also one that is paused, not one that they left', async () => {
    const [mia, halden, oslo] = [
      await founder(annals, 'mia'),
      await founder(annals, 'halden'),
      await founder(annals, 'oslofjord'),
    ];
    for (const { client, path } of [halden, oslo]) await client.post(`${path}/invitations`, inviting(mia.email));
    const mine = async (query = '') => (await mia.client.get<Listed>(`/api/v1/organizations${query}`)).body;
    await annals.mail(mia.email, 3);
    const { invitations } = await mine();
    expect([invitations.length, (await mine('?search=OSLO')).invitations]).toMatchObject([
      2,
      [{ organizationId: oslo.organizationId }],
    ]);
    for (const { organizationId, invitationId } of invitations)
      await mia.client.post('/api/v1/me/invitations/accept', { organizationId, invitationId, alias: 'Mia' });
    expect((await mine()).items.map(({ roles }) => roles)).toEqual([['owner'], ['member'], ['member']]);
    expect((await mine('?search=OSLO')).items).toMatchObject([{ name: expect.stringMatching(/^oslofjord/) as string }]);
    const first = await mine('?limit=2');
    const rest = await mine(`?limit=2&cursor=${first.next ?? ''}`);
    expect([first.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);

    mia.client.seeing(String((await oslo.client.post(`${oslo.path}/suspend`)).body['position']));
    expect((await mine('?search=oslo')).items).toMatchObject([{ status: 'suspended' }]);
    await mia.client.post(`${halden.path}/leave`);
    expect((await mine()).items).toHaveLength(2);
  });

  it('A12: an invitation to one’s own address is accepted or declined without its mail, by nobody else', async () => {
    const [ivy, owner, other] = [
      await founder(annals, 'ivy'),
      await founder(annals, 'ines'),
      await founder(annals, 'eve'),
    ];
    const invite = async () => {
      const { body } = await owner.client.post(`${owner.path}/invitations`, inviting(ivy.email));
      return { organizationId: owner.organizationId, invitationId: String(body['invitationId']) };
    };
    const open = async (who = ivy) => (await who.client.get<Listed>('/api/v1/organizations')).body.invitations;
    const declined = await invite();
    await annals.mail(ivy.email, 2);
    expect(await open()).toMatchObject([{ ...declined, roleNames: ['Member'], invitedByAlias: 'ines' }]);
    expect(await open(other)).toEqual([]);
    for (const act of ['accept', 'decline']) {
      const foreign = await other.client.post(`/api/v1/me/invitations/${act}`, declined);
      expect([foreign.status, foreign.body['code']]).toEqual([404, 'INVITATION_NOT_FOUND']);
    }
    expect((await ivy.client.post('/api/v1/me/invitations/decline', declined)).status).toBe(200);
    expect(await open()).toEqual([]);
    const late = await ivy.client.post('/api/v1/me/invitations/accept', declined);
    expect([late.status, late.body['code']]).toEqual([410, 'INVITATION_CLOSED']);

    const again = await invite();
    const key = { 'idempotency-key': 'accepted-once' };
    const accepted = await ivy.client.post('/api/v1/me/invitations/accept', again, key);
    const repeated = await ivy.client.post('/api/v1/me/invitations/accept', again, key);
    expect([accepted.status, repeated.body]).toEqual([200, accepted.body]);
    expect((await ivy.client.get(`${owner.path}/me`)).body).toMatchObject({ roles: ['member'] });
    expect(await open()).toEqual([]);
  });

  it('D13: who is removed from one organization stays in the others, as they were', async () => {
    const [one, other] = [await founder(annals, 'one'), await founder(annals, 'other')];
    const uma = await member(annals, one, ['admin'], 'uma');
    await other.client.post(`${other.path}/invitations`, inviting(uma.email));
    await annals.mail(uma.email, 2);
    const { body } = await uma.client.get<Listed>('/api/v1/organizations');
    const { organizationId, invitationId } = body.invitations[0] ?? {};
    await uma.client.post('/api/v1/me/invitations/accept', { organizationId, invitationId });
    const before = (await uma.client.get(`${other.path}/me`)).body;

    expect((await one.client.post(`${one.path}/members/${uma.personId}/remove`)).status).toBe(200);
    expect((await uma.client.get(`${one.path}/me`)).status).toBe(404);
    expect((await uma.client.get(`${other.path}/me`)).body).toEqual(before);
  });

  it('A9, A14: an organization has an address, which leads its members there by 308 for 180 days after it changed', async () => {
    const [ines, other] = [await founder(annals, 'ines'), await founder(annals, 'other')];
    const taken = someName().replaceAll('.', '-');
    const slugOf = async ({ client, path } = ines) => (await client.get<{ slug: string }>(path)).body.slug;
    const change = ({ client, path } = ines, slug = taken) => client.post(`${path}/slug`, { slug });
    const leads = async (slug: string, { client } = ines) => {
      const { status, headers, body } = await client.get(`/api/v1/slugs/${slug}`);
      return [status, headers.get('location') ?? body['code']];
    };
    const first = await slugOf();
    expect(first).toMatch(/^ines-/);
    expect(await leads(first)).toEqual([308, ines.path]);
    expect(await leads(first, other)).toEqual([404, 'ORG_NOT_FOUND']);

    expect((await change()).status).toBe(200);
    expect((await ines.client.get(ines.path)).body).toMatchObject({ slug: taken, formerSlugs: [{ slug: first }] });
    expect(await leads(taken)).toEqual([308, ines.path]);
    expect(await leads(first)).toEqual([308, ines.path]);
    for (const slug of [taken, first])
      expect((await change(other, slug)).body).toMatchObject({ status: 409, code: 'SLUG_TAKEN' });
    for (const slug of ['api', 'sign-in', 'Big', 'a', '-x-', 'x'.repeat(41)])
      expect((await change(ines, slug)).body).toMatchObject({ status: 400, code: 'SLUG_INVALID' });
    expect(await slugOf()).toBe(taken);
    expect((await change(ines, first)).status).toBe(200);
    expect(await leads(taken)).toEqual([308, ines.path]);
  });

  it('A12: names the workspaces that are open to who asks, twenty of them, and says how many there are', async () => {
    const ines = await founder(annals, 'ines');
    const mia = await member(annals, ines, ['member']);
    const made: string[] = [];
    for (let n = 10; n < 31; n += 1) {
      const { body } = await ines.client.post(`${ines.path}/workspaces`, { name: `Depot ${n}` });
      made.push(String(body['workspaceId']));
    }
    const { body: added } = await ines.client.post(`${ines.path}/workspaces/${made[4] ?? ''}/members`, {
      personId: mia.personId,
      role: 'viewer',
    });
    mia.client.seeing(String(added['position']));
    interface Mine {
      readonly items: readonly { workspaces: { items: { workspaceId: string; name: string }[]; total: number } }[];
    }
    const open = async ({ client }: Pick<Founder, 'client'> = ines) =>
      (await client.get<Mine>('/api/v1/organizations')).body.items[0]?.workspaces;
    expect(await open(mia)).toEqual({ items: [{ workspaceId: made[4], name: 'Depot 14' }], total: 1 });
    const all = await open();
    expect([all?.items.length, all?.total, all?.items[1]?.name]).toEqual([20, 22, 'Depot 10']);
    await ines.client.post(`${ines.path}/workspaces/${made[0] ?? ''}/archive`);
    expect((await open())?.total).toBe(21);
  });

  it('A12: has a logo, which its members see and nobody else does, under a policy of its own', async () => {
    const [ines, other] = [await founder(annals, 'ines'), await founder(annals, 'other')];
    const mia = await member(annals, ines, ['member']);
    const image = someLogo();
    const logo = async ({ client } = ines) => (await client.get<{ logo: string | null }>(ines.path)).body.logo;
    expect(await logo()).toBeNull();
    expect((await ines.client.post(`${ines.path}/logo`, { image })).status).toBe(200);
    const digest = await logo();
    const { body: mine } = await ines.client.get<{ items: { logo: string }[] }>('/api/v1/organizations');
    expect(mine.items.map((each) => each.logo)).toEqual([digest]);
    const shown = `${ines.path}/logo/${digest}`;
    const { status, headers } = await mia.client.get(shown);
    expect([status, ...headersOf(headers)]).toEqual([
      200,
      'image/png',
      'nosniff',
      "default-src 'none'; frame-ancestors 'none'; sandbox",
      'private, max-age=31536000, immutable',
      `"${digest}"`,
    ]);
    const again = (tag: string, { client }: { client: Client } = mia) =>
      client.get(shown, { headers: { 'if-none-match': tag } });
    const { status: same, text, headers: kept } = await again(`W/"other", "${digest}"`);
    expect([same, text, kept.get('etag')]).toEqual([304, '', `"${digest}"`]);
    expect((await again('"other"')).status).toBe(200);
    expect((await again(`"${digest}"`, other)).body['code']).toBe('ORG_NOT_FOUND');
    expect((await ines.client.post(`${ines.path}/logo`, { image })).status).toBe(200);
    expect(await logo()).toBe(digest); // the same picture changes nothing
    for (const act of ['logo', 'logo/remove'])
      expect((await mia.client.post(`${ines.path}/${act}`, act === 'logo' ? { image } : {})).status).toBe(403);
    await ines.client.post(`${ines.path}/suspend`);
    expect((await mia.client.get(shown)).status).toBe(200);
    expect((await ines.client.post(`${ines.path}/logo/remove`)).body['code']).toBe('ORG_SUSPENDED');
    await ines.client.post(`${ines.path}/reactivate`);
    expect((await ines.client.post(`${ines.path}/logo/remove`)).status).toBe(200);
    expect(await logo()).toBeNull();
    expect((await again(`"${digest}"`)).body).toMatchObject({ status: 404, code: 'LOGO_NOT_FOUND' });
  });

  it.each([
    ['LOGO_EMPTY', Buffer.alloc(0)],
    ['LOGO_TYPE_UNSUPPORTED', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['LOGO_TOO_LARGE', Buffer.alloc(513 * 1024)],
    ['LOGO_TOO_MANY_PIXELS', pngOf(60_000)],
    ['LOGO_UNREADABLE', Buffer.concat([pngOf(1), Buffer.from('<script>alert(1)</script>')])],
  ])('A12: %s says why a file is no logo', async (code, bytes) => {
    const { client, path } = await founder(annals, 'ines');
    const answer = await client.post(`${path}/logo`, { image: bytes.toString('base64') });
    expect(answer.body).toMatchObject({ status: 400, code });
    expect((await client.get<{ logo: string | null }>(path)).body.logo).toBeNull();
  });

  it('A15: settings are changed by who may: a member is refused, and sees no account info', async () => {
    const ines = await founder(annals, 'ines');
    const { client } = await member(annals, ines, ['member'], someName());
    for (const [path, body] of Object.entries({ rename: { name: 'No' }, slug: { slug: 'no-way' } }))
      expect((await client.post(`${ines.path}/${path}`, body)).body).toMatchObject({
        code: 'FORBIDDEN',
        requiredPermission: 'org.info:write',
      });
    expect((await client.get(`${ines.path}/account-info`)).status).toBe(403);
  });

  /** D17: asks, is told that it is open, hears a no and then a yes. */
  async function askForOneMore(client: Client, userId: string): Promise<void> {
    const settings = {
      ANNALS_DATABASE_URL: annals.databaseUrl,
      ANNALS_EVENTSTORE_URL: annals.eventstoreUrl,
      ANNALS_SECRETS_FILE: annals.secretsFile,
    };
    const ask = () => client.post('/api/v1/me/organization-requests', { why: 'A second company' });
    const quota = async () => (await client.get('/api/v1/me/organization-quota')).body;
    const says = (answer: string) =>
      runAnnals(['organizations', answer, userId, '--reason', 'They pay', '--by', 'pat'], settings);
    const requests = (...more: readonly string[]) => runAnnals(['organizations', 'requests', ...more], settings);
    // Others of this installation may wait, too.
    const tell = (line: string, isThere = true) =>
      eventually(`requests say ${line}`, async () => (await requests()).out.includes(line) === isThere);
    expect(await quota()).toEqual({ begun: 10, limit: 10, request: null });
    for (const [answer, status, limit] of [
      ['deny', 'denied', 10],
      ['approve', 'approved', 11],
    ] as const) {
      const { body } = await ask();
      expect((await ask()).body['code']).toBe('REQUEST_ALREADY_OPEN');
      await tell(`${String(body['requestId'])}  ${userId}  many.`);
      expect(await quota()).toMatchObject({ request: { requestId: body['requestId'], status: 'open' } });
      expect((await says(answer)).code).toBe(0);
      expect(await quota()).toMatchObject({ limit, request: { status } });
    }
    await tell(userId, false);
    expect(await requests('--limit', '0')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--limit') as string,
    });
    const { code, err } = await says('approve');
    expect([code, err]).toEqual([1, expect.stringContaining('asks for no further organization')]);
  }

  it('D16, D17: an account makes ten, the one of its sign-up among them, and one more once an operator said yes', async () => {
    const { client, userId } = await founder(annals, 'many');
    for (let n = 2; n <= 10; n += 1) expect((await client.post('/api/v1/organizations', asked)).status).toBe(201);
    const { status, body } = await client.post('/api/v1/organizations', asked);
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'ORG_CREATION_LIMIT', limit: 10, current: 10 },
    });
    await askForOneMore(client, userId);
    expect((await client.post('/api/v1/organizations', asked)).status).toBe(201);
    expect((await client.post('/api/v1/organizations', asked)).body).toMatchObject({ limit: 11, current: 11 });
  });
});

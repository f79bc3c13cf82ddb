import { startAnnals, type TestAnnals } from '@annals/testing';
import { founder, member } from './support/people';

const asked = { name: 'Halden Terminal', alias: 'Ingrid', country: 'NO', timeZone: 'Europe/Oslo' };

const inviting = (email: string) => ({ email, roles: ['member'] });

interface Invitation {
  readonly organizationId: string;
  readonly invitationId: string;
}
interface Listed {
  readonly items: readonly { readonly name: string; readonly roles: readonly string[]; readonly status: string }[];
  readonly next: string | null;
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
    expect((await client.post(`${path}/locale`, { country: 'SE', timeZone: 'Europe/Stockholm' })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({ country: 'SE', timeZone: 'Europe/Stockholm' });
    const { body: mine } = await client.get<{ items: { name: string }[] }>('/api/v1/organizations');
    expect(mine.items.map(({ name }) => name)).toEqual([expect.stringMatching(/^ingrid/), asked.name]);
  });

  it('A9, B2: says which field is wrong, and makes nothing', async () => {
    const { client } = await founder(annals, 'wanda');
    const wrong = { name: 'https://evil.example', alias: '<b>', country: 'XX', timeZone: 'Europe/Atlantis' };
    for (const [field, value] of Object.entries(wrong)) {
      const { status, body } = await client.post('/api/v1/organizations', { ...asked, [field]: value });
      expect({ status, body }).toMatchObject({ status: 400, body: { violations: [{ path: `/${field}` }] } });
    }
    const other = await client.post('/api/v1/organizations', { ...asked, contactEmail: 'somebody.else@acme.example' });
    expect(other.body['code']).toBe('EMAIL_NOT_VERIFIED');
    expect((await client.get<{ items: unknown[] }>('/api/v1/organizations')).body.items).toHaveLength(1);
  });

  it('A12: lists those where somebody belongs, by page and by name, also one that is paused, not one that they left', async () => {
    const [mia, halden, oslo] = [
      await founder(annals, 'mia'),
      await founder(annals, 'halden'),
      await founder(annals, 'oslofjord'),
    ];
    for (const { client, path } of [halden, oslo]) await client.post(`${path}/invitations`, inviting(mia.email));
    const invited = async () => (await mia.client.get<{ items: Invitation[] }>('/api/v1/me/invitations')).body.items;
    await annals.mail(mia.email, 3);
    for (const { organizationId, invitationId } of await invited())
      await mia.client.post('/api/v1/me/invitations/accept', { organizationId, invitationId, alias: 'Mia' });
    const mine = async (query = '') => (await mia.client.get<Listed>(`/api/v1/organizations${query}`)).body;
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
    const open = async (who = ivy) => (await who.client.get<{ items: Invitation[] }>('/api/v1/me/invitations')).body;
    const declined = await invite();
    await annals.mail(ivy.email, 2);
    expect((await open()).items).toMatchObject([{ ...declined, roleNames: ['Member'], invitedByAlias: 'ines' }]);
    expect((await open(other)).items).toEqual([]);
    for (const act of ['accept', 'decline']) {
      const foreign = await other.client.post(`/api/v1/me/invitations/${act}`, declined);
      expect([foreign.status, foreign.body['code']]).toEqual([404, 'INVITATION_NOT_FOUND']);
    }
    expect((await ivy.client.post('/api/v1/me/invitations/decline', declined)).status).toBe(200);
    expect((await open()).items).toEqual([]);
    const late = await ivy.client.post('/api/v1/me/invitations/accept', declined);
    expect([late.status, late.body['code']]).toEqual([410, 'INVITATION_CLOSED']);

    const again = await invite();
    const key = { 'idempotency-key': 'accepted-once' };
    const accepted = await ivy.client.post('/api/v1/me/invitations/accept', again, key);
    const repeated = await ivy.client.post('/api/v1/me/invitations/accept', again, key);
    expect([accepted.status, repeated.body]).toEqual([200, accepted.body]);
    expect((await ivy.client.get(`${owner.path}/me`)).body).toMatchObject({ roles: ['member'] });
    expect((await open()).items).toEqual([]);
  });

  it('D13: who is removed from one organization stays in the others, as they were', async () => {
    const [one, other] = [await founder(annals, 'one'), await founder(annals, 'other')];
    const uma = await member(annals, one, ['admin'], 'uma');
    await other.client.post(`${other.path}/invitations`, inviting(uma.email));
    await annals.mail(uma.email, 2);
    const { body } = await uma.client.get<{ items: Invitation[] }>('/api/v1/me/invitations');
    const { organizationId, invitationId } = body.items[0] ?? {};
    await uma.client.post('/api/v1/me/invitations/accept', { organizationId, invitationId });
    const before = (await uma.client.get(`${other.path}/me`)).body;

    expect((await one.client.post(`${one.path}/members/${uma.personId}/remove`)).status).toBe(200);
    expect((await uma.client.get(`${one.path}/me`)).status).toBe(404);
    expect((await uma.client.get(`${other.path}/me`)).body).toEqual(before);
  });

  it('D16: an account makes ten, the one of its sign-up among them', async () => {
    const { client } = await founder(annals, 'many');
    for (let n = 2; n <= 10; n += 1) expect((await client.post('/api/v1/organizations', asked)).status).toBe(201);
    const { status, body } = await client.post('/api/v1/organizations', asked);
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'ORG_CREATION_LIMIT', limit: 10, current: 10 },
    });
  });
});

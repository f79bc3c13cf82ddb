import { startAnnals, type TestAnnals } from '@annals/testing';
import { founder } from './support/people';

const asked = { name: 'Halden Terminal', alias: 'Ingrid', country: 'NO', timeZone: 'Europe/Oslo' };

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

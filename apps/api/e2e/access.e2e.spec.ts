import { startAnnals, type TestAnnals } from '@annals/testing';
import { founder, member, type Founder } from './support/people';

jest.setTimeout(120_000);

interface Who {
  readonly items: readonly { readonly personId: string; readonly since: { readonly type: string } | null }[];
  readonly total: number;
}
interface Keys {
  readonly items: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly total: number;
}

describe('E3: who could do something, at a date', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const moment = async () =>
    (await owner.client.get<{ last: { sequence: number } }>(`${owner.path}/history`)).body.last;
  const who = async (at = '', query = 'permission=runs:read') =>
    (await owner.client.get<Who>(`${owner.path}${at}/access?${query}`)).body;
  const keys = async (at = '', query = 'permission=runs:read') =>
    (await owner.client.get<Keys>(`${owner.path}${at}/access/keys?${query}`)).body;

  it('people, and keys as long as their holder may it', async () => {
    const adam = await member(annals, owner, ['admin'], 'adam');
    await adam.client.post(`${owner.path}/api-keys`, {
      name: 'Nightly export',
      permissions: ['runs:read'],
      expiresInDays: 30,
    });
    const names = async (...asked: Parameters<typeof keys>) => (await keys(...asked)).items.map(({ name }) => name);
    expect(await names()).toEqual(['Nightly export']);
    expect((await keys()).items[0]).toMatchObject({ roles: ['admin'] });
    expect(await names('', 'permission=audit:read')).toEqual([]);
    const { sequence } = await moment();
    const could = await who(`/at/${sequence}`);
    expect(could.items.map(({ personId }) => personId)).toContain(adam.personId);

    await owner.client.post(`${owner.path}/members/${adam.personId}/roles`, { roles: ['external'] });
    expect((await who()).items.map(({ personId }) => personId)).not.toContain(adam.personId);
    expect(await names()).toEqual([]);
    expect(await who(`/at/${sequence}`)).toEqual(could);
    expect(await names(`/at/${sequence}`)).toEqual(['Nightly export']);
    const compared = await owner.client.get<{ people: readonly { standing: string }[] }>(
      `${owner.path}/access/people?permission=runs:read&people=${adam.personId}`,
    );
    expect(compared.body.people).toMatchObject([{ standing: 'may_not' }]);
  });

  it('says no to who may not read it, and of workspaces that are not theirs', async () => {
    const mia = await member(annals, owner, ['member'], 'mia');
    const asked = 'permission=runs:read';
    for (const path of [`/access?${asked}`, `/access/keys?${asked}`, `/access/people?${asked}&people=${mia.personId}`])
      expect((await mia.client.get(`${owner.path}${path}`)).body).toMatchObject({ code: 'FORBIDDEN' });
    const nowhere = 'permission=runs:read&workspace=00000000-0000-4000-8000-000000000001';
    for (const path of [`/access?${nowhere}`, `/access/keys?${nowhere}`])
      expect((await owner.client.get(`${owner.path}${path}`)).body).toMatchObject({ code: 'WORKSPACE_NOT_FOUND' });
  });
});

import type { AuditPage, Incident, OneAuditEntry } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import type { z } from 'zod';
import { eventually } from '../../../cli/src/testing/run-annals';
import { founder, member, type Founder } from '../support/people';

jest.setTimeout(180_000);

type Page = z.output<typeof AuditPage>;
type AnIncident = z.output<typeof Incident>;

/** Issue 13: what auditors see of what somebody did, and that they looked. */
describe('the audit log', () => {
  let annals: TestAnnals;
  let owner: Founder;
  const log = async (query: string, by: Pick<Founder, 'client'> = owner) =>
    (await by.client.get<Page>(`${owner.path}/audit${query}`)).body;
  const incident = async (query: string) =>
    (await owner.client.get<AnIncident & { code: string }>(`${owner.path}/audit/incident${query}`)).body;

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  it('tells who looked at it, once a day, until that is turned off', async () => {
    const auditor = await member(annals, owner, ['auditor'], 'ada');
    const looks = async () => (await log('?type=AuditViewed')).items.map(({ actor }) => actor.label);
    await eventually('both looks are told', async () => {
      await log('', auditor);
      return (await looks()).length === 2;
    });
    expect((await looks()).sort()).toEqual(['ada', 'olga']);
    await owner.client.post(`${owner.path}/audit/reads`, { on: false, reason: 'Too loud' });
    expect((await owner.client.get(`${owner.path}/audit/reads`)).body).toEqual({ on: false });
    const late = await member(annals, owner, ['auditor'], 'late');
    await log('', late);
    const [last] = (await log('?area=oversight&limit=1')).items;
    expect(last).toMatchObject({ type: 'ReadAuditToggled', reason: 'Too loud', actor: { label: 'olga' } });
    expect(await looks()).not.toContain('late');
    expect((await auditor.client.post<{ code: string }>(`${owner.path}/audit/reads`, { on: true })).body.code).toBe(
      'FORBIDDEN',
    );
  });

  it('says from where an entry came, to whom may read it', async () => {
    const entry = (await owner.client.get<z.output<typeof OneAuditEntry>>(`${owner.path}/audit/1`)).body;
    expect(entry.origin).toMatchObject({ ip: '127.0.0.1' });
  });

  it('E18: shows all that a key did, was denied and could have done, and what became of it', async () => {
    const asked = { name: 'leaked', permissions: ['members:read', 'audit:read'], expiresInDays: 1 };
    const issued = await owner.client.post<{ keyId: string; secret: string }>(`${owner.path}/api-keys`, asked);
    const { keyId, secret } = issued.body;
    const denied = await fetch(`${annals.url}${owner.path}/rename`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Mine' }),
    });
    expect(denied.status).toBe(403);
    await owner.client.post(`${owner.path}/api-keys/${keyId}/revoke`, {});
    const found = await incident(`?actor=key:${keyId}`);
    expect(found).toMatchObject({ actor: { label: 'leaked' }, key: { keyId, status: 'ended' }, person: null });
    expect(found.reach.map(({ permissions }) => permissions)).toEqual([['members:read', 'audit:read'], []]);
  });

  it('E18: shows what a person could have done, and how that changed', async () => {
    const mia = await member(annals, owner, ['member'], 'mia');
    await owner.client.post(`${owner.path}/members/${mia.personId}/roles`, { roles: ['admin'] });
    await owner.client.post(`${owner.path}/members/${mia.personId}/suspend`, { reason: 'Laptop stolen' });
    const found = await incident(`?actor=user:${mia.userId}`);
    expect(found.person).toEqual({ personId: mia.personId, status: 'suspended' });
    expect(found.reach.map(({ roles }) => roles.map(({ name }) => name))).toEqual([['Member'], ['Admin'], []]);
    expect(found.reach[0]?.permissions).toContain('members:read');
    expect(found.reach[1]?.permissions).toContain('members:suspend');
    expect(found.did.map(({ type }) => type)).toContain('MemberAdded');
    const [mine] = (await log(`?actor=user:${owner.userId}&type=MemberSuspended`)).items;
    expect(mine?.changes).toEqual([{ field: 'status', of: null, before: 'active', after: 'suspended' }]);
  });

  it('E18: shows one session, and says that there is none', async () => {
    const [entry] = (await log(`?actor=user:${owner.userId}&type=OrganizationCreated`)).items;
    const { session } = (await owner.client.get<{ session: string }>(`${owner.path}/audit/${entry?.sequence}`)).body;
    expect(await incident(`?session=${session}`)).toMatchObject({ actor: { label: 'olga' }, session });
    expect((await log(`?session=${session}`)).items.at(-1)?.type).toBe('OrganizationCreated');
    expect((await incident(`?session=${owner.organizationId}`)).code).toBe('INCIDENT_NOT_FOUND');
  });
});

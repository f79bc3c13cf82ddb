import type { AccountInfo, FoundBillingAddress } from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { Client as Postgres } from 'pg';
import type { z } from 'zod';
import { founder, member, type Founder } from './support/people';

jest.setTimeout(180_000);

interface Refusal {
  readonly code: string;
  readonly violations?: readonly { readonly path: string; readonly message: string }[];
}
const halden = {
  company: 'Halden Freight AS',
  street: 'Tollbugata 14',
  postalCode: '1767',
  town: 'Halden',
  country: 'NO',
  taxId: 'no918274655mva',
};

/** Billing address and internal account info over HTTP and the real processes. */
describe('billing address and account info', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'Olga');
  });
  afterAll(() => annals.stop());

  const set = (changes: object, by = owner.client) =>
    by.send<Refusal>('PUT', `${owner.path}/billing-address`, { body: { ...halden, ...changes } });
  const found = async (by = owner.client) =>
    (await by.get<z.output<typeof FoundBillingAddress>>(`${owner.path}/billing-address`)).body.address;

  it('A18: is none at first, and then as its country writes it', async () => {
    expect(await found()).toBeNull();
    expect((await set({})).status).toBe(200);
    expect(await found()).toMatchObject({ ...halden, taxId: 'NO 918 274 655 MVA', invoicesTo: null, times: 1 });
  });

  it('A18: says which field is wrong, and changes nothing', async () => {
    const before = await found();
    const address = await set({ postalCode: '17671' });
    expect([address.status, address.body]).toMatchObject([
      400,
      { code: 'BILLING_ADDRESS_INVALID', violations: [{ path: '/postalCode', message: 'has 4 digits there' }] },
    ]);
    const taxId = await set({ taxId: 'DE123456789' });
    expect([taxId.status, taxId.body]).toMatchObject([
      400,
      { code: 'TAX_ID_INVALID', violations: [{ path: '/taxId' }] },
    ]);
    const country = await set({ country: 'XX' });
    expect([country.status, country.body]).toMatchObject([400, { code: 'VALIDATION_FAILED' }]);
    expect(await found()).toEqual(before);
  });

  it('A18: is for owners, admins and billing admins; members do not see it', async () => {
    const [billing, mia] = [
      await member(annals, owner, ['billing_admin'], 'Bill'),
      await member(annals, owner, ['member'], 'Mia'),
    ];
    expect((await set({ town: 'Fredrikstad' }, billing.client)).status).toBe(200);
    expect(await found(billing.client)).toMatchObject({ town: 'Fredrikstad', times: 2 });
    expect((await set({ town: 'Oslo' }, mia.client)).status).toBe(403);
    expect((await mia.client.get(`${owner.path}/billing-address`)).status).toBe(403);
  });

  it("A18: is sealed under the organization's billing key, which is another one than its own", async () => {
    const database = new Postgres({ connectionString: annals.databaseUrl });
    await database.connect();
    try {
      const { rows } = await database.query<{ subject: string; wrapped: Buffer | null }>(
        `SELECT subject, wrapped FROM vault.keys WHERE scope = $1 AND subject IN ('organization', 'billing')`,
        [owner.organizationId],
      );
      expect(rows.map(({ subject }) => subject).sort()).toEqual(['billing', 'organization']);
      expect(new Set(rows.map(({ wrapped }) => wrapped?.toString('hex'))).size).toBe(2);
    } finally {
      await database.end();
    }
  });

  it('D21: account info is said and read in the settings; what is left out is not said any more', async () => {
    const info = async () => (await owner.client.get<z.output<typeof AccountInfo>>(`${owner.path}/account-info`)).body;
    expect(await info()).toMatchObject({ industry: null, size: null, useCase: null, updatedAt: null });
    const said = { industry: 'transport', size: 'p51_200', useCase: 'Customs' };
    expect((await owner.client.send('PUT', `${owner.path}/account-info`, { body: said })).status).toBe(200);
    expect(await info()).toMatchObject(said);
    expect((await owner.client.send('PUT', `${owner.path}/account-info`, { body: { size: 'p11_50' } })).status).toBe(
      200,
    );
    expect(await info()).toMatchObject({ industry: null, size: 'p11_50', useCase: null });
  });
});

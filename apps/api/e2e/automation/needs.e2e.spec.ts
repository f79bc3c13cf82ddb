import { startAnnals, type TestAnnals } from '@annals/testing';
import { bot, founder, type Founder } from '../support/people';

jest.setTimeout(120_000);

interface Needs {
  readonly items: readonly { readonly kind: string }[];
  readonly total: number;
}
interface Mine {
  readonly items: readonly { readonly organizationId: string; readonly total: number; readonly worst: unknown }[];
}

describe('D1: what needs somebody, of many organizations', () => {
  let annals: TestAnnals;
  let olga: Founder;
  let other: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    olga = await founder(annals, 'olga');
    other = await founder(annals, 'other');
  });
  afterAll(() => annals.stop());

  it('is what each of them says itself, and nothing of one that is not open to who asks', async () => {
    const { client, path, organizationId } = olga;
    const { botId } = await bot(annals, olga);
    await client.post(`${path}/bots/${botId}/triggers`, { kind: 'webhook', name: 'Carrier delay' });
    await client.post(`${path}/bots/${botId}/disable`);
    const { body: here } = await client.get<Needs>(`${path}/needs`);
    expect(here).toMatchObject({ items: [{ kind: 'held' }], total: 1 });
    const both = `/api/v1/me/needs?organizations=${organizationId},${other.organizationId}`;
    expect((await client.get<Mine>(both)).body.items).toEqual([{ organizationId, total: 1, worst: here.items[0] }]);
    const theirs = (await other.client.get<Mine>(both)).body.items;
    expect(theirs).toEqual([{ organizationId: other.organizationId, total: 0, worst: null }]);
  });
});

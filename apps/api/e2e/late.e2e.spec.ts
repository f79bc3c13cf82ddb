import { type LaterAnnals, startLater } from '@annals/testing';
import { Client } from './support/client';
import { founder, type Founder, member, PASSWORD, secretFromMail, someAddress } from './support/people';

/** What only time brings about. The api is put ahead of the clock, further with each test. */
describe('when it is late', () => {
  let annals: LaterAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startLater();
    owner = await founder(annals, 'ines');
  });
  afterAll(() => annals.stop());

  /** Sessions have ended meanwhile. */
  async function signedIn({ email }: { readonly email: string }): Promise<Client> {
    const client = new Client(annals.url);
    expect((await client.post('/api/v1/session', { email, password: PASSWORD })).status).toBe(200);
    return client;
  }

  it('B2, W1: an invitation and an offer of ownership end by themselves, and say so', async () => {
    const priya = await member(annals, owner, ['admin'], 'priya');
    const invited = someAddress('late');
    expect((await owner.client.post(`${owner.path}/invitations`, { email: invited, roles: ['member'] })).status).toBe(
      201,
    );
    const token = await secretFromMail(annals, invited);
    const offered = await owner.client.post(`${owner.path}/ownership-offer`, { personId: priya.personId });
    expect(offered.status).toBe(200);

    await annals.later(60);
    const late = await new Client(annals.url).post('/api/v1/invitations/accept', {
      token,
      password: PASSWORD,
      alias: 'Late',
    });
    expect(late.body).toMatchObject({ status: 410, code: 'INVITATION_EXPIRED' });
    const accepted = await (await signedIn(priya)).post(`${owner.path}/ownership-offer/accept`);
    expect(accepted.body).toMatchObject({ status: 410, code: 'OWNERSHIP_OFFER_EXPIRED' });
    const { body } = await (await signedIn(owner)).get<{ roles: string[] }>(`${owner.path}/me`);
    expect(body.roles).toEqual(['owner']);
  });

  it('A14: a former address leads to the organization for 180 days, and then nowhere', async () => {
    const { body } = await (await signedIn(owner)).get<{ slug: string }>(owner.path);
    const leads = async () => {
      const { status, headers } = await (await signedIn(owner)).get(`/api/v1/slugs/${body.slug}`);
      return [status, headers.get('location')];
    };
    const changed = await (await signedIn(owner)).post(`${owner.path}/slug`, { slug: `${body.slug}-now` });
    expect(changed.status).toBe(200);
    await annals.later(60 + 179);
    expect(await leads()).toEqual([308, owner.path]);
    await annals.later(60 + 181);
    expect(await leads()).toEqual([404, null]);
  });
});

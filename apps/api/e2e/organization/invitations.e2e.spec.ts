import { scaled, startAnnals, type TestAnnals } from '@annals/testing';
import { Client } from '../support/client';
import { founder, member, PASSWORD, secretFromMail, someAddress, type Founder } from '../support/people';

jest.setTimeout(180_000);

/** Invitations over HTTP and the real processes: what races, what is repeated by others, and who is called what. */
describe('invitations', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'Olga');
  });
  afterAll(() => annals.stop());

  async function invited(email = someAddress('mia')) {
    const {
      body: { invitationId },
    } = await owner.client.post<{ invitationId: string }>(`${owner.path}/invitations`, { email, roles: ['member'] });
    return { email, invitationId, token: await secretFromMail(annals, email, /invited/) };
  }

  it('B4: accept against revoke: a member with an account, or 410 and nothing', async () => {
    for (let round = 0; round < scaled(5, 25); round += 1) {
      const { email, invitationId, token } = await invited();
      const guest = new Client(annals.url);
      const newcomer = { token, password: PASSWORD, alias: `Mia ${round}` };
      const [accepted, revoked] = await Promise.all([
        guest.post('/api/v1/invitations/accept', newcomer),
        owner.client.post(`${owner.path}/invitations/${invitationId}/revoke`, {}),
      ]);
      expect([
        [200, 410],
        [410, 200],
      ]).toContainEqual([accepted.status, revoked.status]);
      const signedIn = await new Client(annals.url).post('/api/v1/session', { email, password: PASSWORD });
      expect(signedIn.status).toBe(accepted.status === 200 ? 200 : 401);
      if (accepted.status === 200) continue;
      expect((await guest.get('/api/v1/me')).status).toBe(401);
      await new Client(annals.url).post('/api/v1/users', { email });
      const link = await secretFromMail(annals, email, /Confirm/);
      expect((await guest.post('/api/v1/users/verify', { token: link, password: PASSWORD, alias: 'Mia' })).status).toBe(
        200,
      );
    }
  });

  it("B4: somebody who repeats another's accept finds nothing; the same person gets the same answer", async () => {
    const [mia, eve] = [await founder(annals, 'Mia'), await founder(annals, 'Eve')];
    const { token } = await invited(mia.email);
    const key = { 'idempotency-key': 'accept-once' };
    const accepted = await mia.client.post('/api/v1/invitations/accept', { token }, key);
    expect(accepted.status).toBe(200);
    const repeated = await mia.client.post('/api/v1/invitations/accept', { token }, key);
    expect([repeated.status, repeated.body]).toEqual([200, accepted.body]);
    const hers = await eve.client.post('/api/v1/invitations/accept', { token }, key);
    expect([hers.status, hers.body.code]).toEqual([404, 'INVITATION_NOT_FOUND']);
    const nobodys = await new Client(annals.url).post('/api/v1/invitations/accept', { token }, key);
    expect([nobodys.status, nobodys.text.includes(mia.userId)]).toEqual([410, false]);
  });

  it('C3, B3: a name that somebody has here is refused at its field, and another one taken', async () => {
    await member(annals, owner, ['member'], 'Zo\u00eb');
    const zoe = await founder(annals, 'ZOE\u0308');
    const { token } = await invited(zoe.email);
    const taken = await zoe.client.post<{ code: string; violations: { path: string }[] }>(
      '/api/v1/invitations/accept',
      { token },
    );
    expect([taken.status, taken.body.code, taken.body.violations.map(({ path }) => path)]).toEqual([
      409,
      'ALIAS_TAKEN',
      ['/alias'],
    ]);
    expect((await zoe.client.post('/api/v1/invitations/accept', { token, alias: 'Zo\u00eb B.' })).status).toBe(200);
  });

  it("I-3: an admin neither sends an owner's invitation again nor takes it back: 403, and why", async () => {
    const admin = await member(annals, owner, ['admin'], 'Ann');
    const asked = { email: someAddress('ida'), roles: ['owner'] };
    const { body } = await owner.client.post<{ invitationId: string }>(`${owner.path}/invitations`, asked);
    for (const act of ['resend', 'revoke']) {
      const refused = await admin.client.post(`${owner.path}/invitations/${body.invitationId}/${act}`, {});
      expect([act, refused.status, refused.body.code]).toEqual([act, 403, 'ONLY_OWNER_MAY_GRANT_OWNER']);
    }
  });
});

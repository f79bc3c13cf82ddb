import { JOIN_REQUESTS_A_DAY, MOST_DOMAINS } from '@annals/contracts';
import { publish, startAnnals, type TestAnnals } from '@annals/testing';
import { randomBytes } from 'node:crypto';
import { Client } from '../support/client';
import { asking, founder, type Founder, mailAbout, member, someAddress, someName } from '../support/people';

jest.setTimeout(180_000);

interface Requests {
  readonly items: readonly { readonly requestId: string; readonly status: string; readonly message: string | null }[];
  readonly open: number;
}
interface MyRequests {
  readonly items: readonly { readonly organizationName: string; readonly status: string }[];
}
interface Joinable {
  readonly organizations: readonly { readonly name: string; readonly way: string }[];
}

/** D4, A14: in without an invitation, by a domain or by asking. */
describe('joining an organization, over HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());
  const codeOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    return body['code'] ?? status;
  };
  const ask = (by: Client, organizationId: string, more: object = {}) =>
    by.post('/api/v1/me/join-requests', { organizationId, alias: someName(), ...more });
  const decide = (by: Client, requestId: string, what: string, body: object = {}) =>
    by.post(`${owner.path}/join-requests/${requestId}/${what}`, body);
  const requests = async (by = owner.client) => (await by.get<Requests>(`${owner.path}/join-requests`)).body;
  const mine = async (by: Client) => (await by.get<MyRequests>('/api/v1/me/join-requests')).body.items;
  const found = async (by: Client, organizationId: string) =>
    (await by.get<Joinable>(`/api/v1/me/joinable?organizationId=${organizationId}`)).body.organizations;

  it('A14: nothing tells an organization that does not let itself be found from none', async () => {
    const [hidden, stranger] = [await founder(annals), await founder(annals)];
    const answers = async (organizationId: string) => {
      const refused = await ask(stranger.client, organizationId);
      return [refused.status, { ...refused.body, instance: '' }, await found(stranger.client, organizationId)];
    };
    const nobody = await answers('0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a');
    expect(nobody).toMatchObject([404, { code: 'ORG_NOT_FOUND' }, []]);
    expect(await answers(hidden.organizationId)).toEqual(nobody);
    const { client, path } = hidden;
    expect((await client.post(`${path}/policies`, { discoverable: true })).status).toBe(200);
    const { name } = (await client.get<{ name: string }>(path)).body;
    expect(await found(stranger.client, hidden.organizationId)).toEqual([
      { organizationId: hidden.organizationId, name, way: 'ask' },
    ]);
    expect((await client.post(`${path}/suspend`)).status).toBe(200);
    expect(await answers(hidden.organizationId)).toEqual(nobody);
  });

  it('D4: who asks is let in as what was decided, and hears of it; so does who may decide', async () => {
    const mia = await asking(annals, owner);
    expect((await mailAbout(annals, owner.email, /asks to join/)).text).toContain('I load your ships.');
    expect(await mine(mia.client)).toMatchObject([{ status: 'open' }]);
    const again = await mia.client.post('/api/v1/me/join-requests', mia.said);
    expect([again.status, again.body['requestId']]).toEqual([201, mia.requestId]);
    expect(await requests()).toMatchObject({ open: 1, items: [{ message: 'I load your ships.', status: 'open' }] });

    const carl = await member(annals, owner, ['user_admin'], someName());
    expect(await codeOf(decide(carl.client, mia.requestId, 'approve', { roles: ['admin'] }))).toBe(
      'ROLE_NOT_GRANTABLE',
    );
    expect(await codeOf(decide(carl.client, mia.requestId, 'approve', { roles: ['owner'] }))).toBe(
      'ONLY_OWNER_MAY_GRANT_OWNER',
    );
    const taken = (await carl.client.get<{ alias: string }>(`${owner.path}/me/profile`)).body.alias;
    expect(await codeOf(decide(carl.client, mia.requestId, 'approve', { alias: taken }))).toBe('ALIAS_TAKEN');
    const approved = await decide(carl.client, mia.requestId, 'approve', { roles: ['developer'] });
    expect(approved.status).toBe(200);
    expect((await mia.client.get(owner.path)).status).toBe(200);
    mia.client.seeing(String(approved.body['position']));
    expect(await mine(mia.client)).toMatchObject([{ status: 'approved' }]);
    await mailAbout(annals, mia.email, /let you in/);
    expect(await codeOf(decide(owner.client, mia.requestId, 'approve'))).toBe('JOIN_REQUEST_CLOSED');
    expect(await codeOf(ask(mia.client, owner.organizationId))).toBe('ALREADY_MEMBER');
  });

  it('who is turned down hears of it, and asks again later only; to others there is no such request', async () => {
    const [mia, plain] = [await asking(annals, owner), await member(annals, owner, ['member'], someName())];
    expect(await codeOf(decide(plain.client, mia.requestId, 'deny'))).toBe('FORBIDDEN');
    const nobodys = mia.requestId.replace(/^.{8}/, '0a0a0a0a');
    expect(await codeOf(decide(owner.client, nobodys, 'deny'))).toBe('JOIN_REQUEST_NOT_FOUND');
    expect(await codeOf(decide(owner.client, mia.requestId, 'deny', { reason: 'Nobody knows them' }))).toBe(200);
    await mailAbout(annals, mia.email, /not let you in/);
    expect(await codeOf(ask(mia.client, owner.organizationId))).toBe('JOIN_REQUEST_DENIED');
    const audit = await owner.client.get(`${owner.path}/audit?type=JoinRequestDenied`);
    expect(audit.text).toContain('Nobody knows them');
    expect(audit.text).toContain(mia.email);
    const [{ client, requestId }, other] = [await asking(annals, owner), await founder(annals)];
    const withdraw = (by: Client) =>
      codeOf(by.post('/api/v1/me/join-requests/withdraw', { organizationId: owner.organizationId, requestId }));
    expect([await withdraw(other.client), await withdraw(client), await withdraw(client)]).toEqual([
      'JOIN_REQUEST_NOT_FOUND',
      200,
      'JOIN_REQUEST_CLOSED',
    ]);
  });

  it('a person asks ten times in a day, and an organization is asked fifty times', async () => {
    const busy = await founder(annals, 'busy');
    await busy.client.post(`${busy.path}/policies`, { discoverable: true });
    const codes: unknown[] = [];
    for (let askers = 0; askers * 10 <= JOIN_REQUESTS_A_DAY; askers += 1) {
      const { client } = await founder(annals);
      for (let times = 0; times < 10; times += 1) {
        const { status, body } = await ask(client, busy.organizationId);
        codes.push(body['code'] ?? status);
        if (status !== 201) break;
        await client.post('/api/v1/me/join-requests/withdraw', {
          organizationId: busy.organizationId,
          requestId: body['requestId'],
        });
      }
      if (askers === 0) expect(await codeOf(ask(client, busy.organizationId))).toBe('RATE_LIMITED');
    }
    expect(codes).toEqual([...Array<number>(JOIN_REQUESTS_A_DAY).fill(201), 'JOIN_REQUEST_RATE_LIMITED']);
  });

  it('P1: a domain is the organization’s by its record, lets people ask or join, and is nobody else’s', async () => {
    const domain = `h${randomBytes(4).toString('hex')}.example`;
    const add = (by: Founder, name = domain) => by.client.post(`${by.path}/domains`, { domain: name });
    const act = (by: Founder, domainId: string, what: string, body: object = {}) =>
      by.client.post(`${by.path}/domains/${domainId}/${what}`, body);
    expect(await codeOf(add(owner, 'gmail.com'))).toBe('PUBLIC_DOMAIN');
    const domainId = String((await add(owner)).body['domainId']);
    expect(await codeOf(add(owner))).toBe('DOMAIN_ALREADY_ADDED');
    expect(await codeOf(act(owner, domainId, 'mode', { mode: 'ask' }))).toBe('DOMAIN_NOT_VERIFIED');
    expect(await codeOf(act(owner, domainId.replace(/^.{8}/, '0a0a0a0a'), 'verify'))).toBe('DOMAIN_NOT_FOUND');
    publish(`_annals.${domain}`, ['v=spf1 -all', `annals=${domainId}`]);
    expect((await act(owner, domainId, 'verify')).body).toMatchObject({ verified: true });
    await owner.client.post(`${owner.path}/policies`, { discoverable: false });

    const other = await founder(annals);
    const theirs = String((await add(other)).body['domainId']);
    publish(`_annals.${domain}`, [`annals=${domainId}`, `annals=${theirs}`]);
    expect(await codeOf(act(other, theirs, 'verify'))).toBe('DOMAIN_CLAIMED');

    const kim = await personAt(domain);
    const join = (by: Client) =>
      codeOf(by.post('/api/v1/me/memberships', { organizationId: owner.organizationId, alias: someName() }));
    const ways = async (by: Client) => (await by.get<Joinable>('/api/v1/me/joinable')).body.organizations;
    expect([await ways(kim), await join(kim)]).toEqual([[], 'INVITATION_REQUIRED']);
    expect(await codeOf(act(owner, domainId, 'mode', { mode: 'ask' }))).toBe(200);
    expect([await ways(kim), await join(kim)]).toMatchObject([[{ way: 'ask' }], 'INVITATION_REQUIRED']);
    expect(await codeOf(ask(kim, owner.organizationId))).toBe(201);
    expect(await codeOf(act(owner, domainId, 'mode', { mode: 'join' }))).toBe(200);
    expect([await ways(kim), await join(kim)]).toMatchObject([[{ way: 'join' }], 201]);
    expect(await mine(kim)).toMatchObject([{ status: 'withdrawn' }]);

    publish(`_annals.${domain}`, []);
    expect((await act(owner, domainId, 'verify')).body).toMatchObject({ verified: false });
    await mailAbout(annals, owner.email, /has lost the domain/);
    for (let more = 1; more < MOST_DOMAINS; more += 1) await add(owner, `d${more}.${domain}`);
    expect(await codeOf(add(owner, `one-more.${domain}`))).toBe('DOMAIN_LIMIT_REACHED');
  });

  it('I-6: where a policy says so, only people of its verified domains come in, on every way', async () => {
    const home = await founder(annals, 'own');
    const at = (rest: string, body: object = {}) => home.client.post(`${home.path}/${rest}`, body);
    const domain = `h${randomBytes(4).toString('hex')}.example`;
    const domainId = String((await at('domains', { domain })).body['domainId']);
    publish(`_annals.${domain}`, [`annals=${domainId}`]);
    expect(await codeOf(at('policies', { ownDomainsOnly: true }))).toBe('OWN_DOMAIN_REQUIRED');
    expect((await at(`domains/${domainId}/verify`)).body).toMatchObject({ verified: true });
    const invite = (email: string) => at('invitations', { email, roles: ['member'] });
    const outside = await founder(annals, 'outside');
    const { invitationId } = (await invite(outside.email)).body;
    const { requestId } = await asking(annals, home);

    expect(await codeOf(at('policies', { ownDomainsOnly: true }))).toBe(200);
    const no = 'EMAIL_DOMAIN_NOT_ALLOWED';
    expect(await codeOf(invite(someAddress('guest')))).toBe(no);
    const { workspaceId } = (await at('workspaces', { name: someName() })).body;
    const asExternal = { email: someAddress('guest'), role: 'viewer' };
    expect(await codeOf(at(`workspaces/${String(workspaceId)}/invitations`, asExternal))).toBe(no);
    expect(await codeOf(at(`invitations/${String(invitationId)}/resend`))).toBe(no);
    const { organizationId } = home;
    const accept = { organizationId, invitationId, alias: someName() };
    expect(await codeOf(outside.client.post('/api/v1/me/invitations/accept', accept))).toBe(no);
    expect(await codeOf(at(`join-requests/${requestId}/approve`))).toBe(no);
    const csv = [someAddress('guest'), someAddress('colleague', domain)].join('\n');
    expect((await at('invitations/bulk/preview', { csv, roles: ['member'] })).body).toMatchObject({
      items: [{ does: 'domain_not_allowed' }, { does: 'invite' }],
    });
    expect(await codeOf(invite(someAddress('colleague', domain)))).toBe(201);

    expect(await codeOf(at(`domains/${domainId}/remove`))).toBe('OWN_DOMAIN_REQUIRED');
    publish(`_annals.${domain}`, []);
    expect((await at(`domains/${domainId}/verify`)).body).toMatchObject({ verified: false });
    expect((await mailAbout(annals, home.email, /has lost the domain/)).text).toContain('nobody new can');
    expect(await codeOf(invite(someAddress('colleague', domain)))).toBe(no);
    expect(await codeOf(at('policies', { ownDomainsOnly: false }))).toBe(200);
    expect(await codeOf(invite(someAddress('guest')))).toBe(201);
  });

  /** Somebody with a verified address there. */
  async function personAt(domain: string): Promise<Client> {
    return (await founder(annals, 'kim', someAddress('kim', domain))).client;
  }
});

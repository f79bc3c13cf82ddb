import { type TestAnnals, startAnnals } from '@annals/testing';
import { Client } from '../support/client';
import {
  founder,
  type Founder,
  mailAbout,
  member,
  PASSWORD,
  secretFromMail,
  someAddress,
  someName,
} from '../support/people';

jest.setTimeout(180_000);

interface Listed {
  readonly items: readonly {
    readonly role: string;
    readonly name: string;
    readonly purpose: string | null;
    readonly members: number;
    readonly invited: number;
    readonly isDefault: boolean;
    readonly grantable: boolean;
  }[];
  readonly next: string | null;
}

describe('B8: roles of the organization’s own', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const make = async (permissions: readonly string[], name = someName(), client = owner.client): Promise<string> => {
    const made = await client.post<{ roleId: string }>(`${owner.path}/roles`, { name, permissions });
    if (made.status !== 201) throw new Error(`Making a role answered ${made.status}: ${made.text}`);
    return made.body.roleId;
  };
  const roles = async (client = owner.client) => (await client.get<Listed>(`${owner.path}/roles?limit=200`)).body.items;
  const one = async (role: string) => (await roles()).find((each) => each.role === role);
  const refusal = async (path: string, body: object, client: Client = owner.client) => {
    const { status, body: answer } = await client.post(`${owner.path}/roles${path}`, body);
    return [status, answer['code']];
  };

  it('D5, B25: are made, given, changed and retired; who holds one may what it says, from the next request on', async () => {
    const name = someName();
    const roleId = await make(['org:read', 'members:read'], name);
    const { client, personId } = await member(annals, owner, [roleId], someName());
    expect((await client.get(`${owner.path}/members`)).status).toBe(200);
    expect((await client.get(`${owner.path}/bots`)).status).toBe(403);
    expect(await one(roleId)).toMatchObject({ name, members: 1, invited: 0, grantable: true, isDefault: false });

    const purpose = 'Keeps runs going at night';
    expect((await owner.client.post(`${owner.path}/roles/${roleId}/purpose`, { purpose })).status).toBe(200);
    expect((await one(roleId))?.purpose).toBe(purpose);

    const permissions = ['org:read', 'bots:read'];
    expect((await owner.client.post(`${owner.path}/roles/${roleId}/permissions`, { permissions })).status).toBe(200);
    expect((await client.get(`${owner.path}/members`)).status).toBe(403);
    expect((await client.get(`${owner.path}/bots`)).status).toBe(200);

    expect(await refusal(`/${roleId}/retire`, {})).toEqual([409, 'ROLE_IN_USE']);
    expect((await owner.client.post(`${owner.path}/roles/${roleId}/retire`, { replacedBy: 'auditor' })).status).toBe(
      200,
    );
    expect((await client.get(`${owner.path}/audit`)).status).toBe(200);
    const { body } = await owner.client.get<{ items: { personId: string; roles: string[] }[] }>(
      `${owner.path}/members?role=auditor`,
    );
    expect(body.items.map((each) => [each.personId, each.roles])).toEqual([[personId, ['auditor']]]);
    expect(await one(roleId)).toBeUndefined();
  });

  it('are read by their names wherever somebody has them, also by who may not read roles', async () => {
    const [first, renamed, alias] = ['Night shift of Bergen', 'Late shift', someName()];
    const roleId = await make(['org:read', 'members:read'], first);
    const { client, email, personId } = await member(annals, owner, ['member', roleId], alias);
    expect((await mailAbout(annals, email, /./)).text).toContain(`as Member and ${first}`);
    const named = async () => {
      const { body: mine } = await client.get<{ items: { roleNames: string[] }[] }>('/api/v1/organizations');
      const { body: here } = await client.get<{ roleNames: string[] }>(`${owner.path}/me`);
      const list = await client.get<{ items: { roleNames: string[] }[] }>(`${owner.path}/members?search=${alias}`);
      const why = await client.get<{ roleNames: string[] }>(`${owner.path}/explain?permission=org:read`);
      const lists = [mine.items[0], here, list.body.items[0], why.body];
      return lists.map((each) => each?.roleNames.join(', '));
    };
    expect(await named()).toEqual(Array(4).fill(`Member, ${first}`));
    const change = async (path: string, body: object) => {
      const changed = await owner.client.post<{ position: string }>(`${owner.path}/roles/${roleId}/${path}`, body);
      client.seeing(changed.body.position);
    };
    await change('rename', { name: renamed });
    expect(await named()).toEqual(Array(4).fill(`Member, ${renamed}`));
    const { body: page } = await owner.client.get<{ items: { sequence: number }[] }>(
      `${owner.path}/audit?type=MemberAdded&limit=1`,
    );
    const entry = await owner.client.get(`${owner.path}/audit/${page.items[0]?.sequence ?? 0}`);
    // As it was called when they were added with it.
    expect(entry.body).toMatchObject({ data: { personId }, roleNames: { [roleId]: first } });
    await change('retire', { replacedBy: 'auditor' });
    expect(await named()).toEqual(Array(4).fill('Auditor, Member'));
  });

  it('D24, D23: a member reads no roles and changes none; a User admin reads them', async () => {
    const { client: mia } = await member(annals, owner, ['member'], someName());
    const { client: una } = await member(annals, owner, ['user_admin'], someName());
    expect((await mia.get(`${owner.path}/roles`)).status).toBe(403);
    expect((await una.get(`${owner.path}/roles`)).status).toBe(200);
    expect((await mia.get(`${owner.path}/account-info`)).status).toBe(403);
    expect((await una.get(`${owner.path}/account-info`)).status).toBe(200);
    const body = { name: someName(), permissions: ['org:read'] };
    for (const client of [mia, una]) expect(await refusal('', body, client)).toEqual([403, 'FORBIDDEN']);
  });

  it('W16: a User admin looks after invitations, their own and others’, and makes nobody more than they bring in', async () => {
    const { client: una } = await member(annals, owner, ['user_admin'], someName());
    const invitations = `${owner.path}/invitations`;
    const { invitationId } = (await owner.client.post(invitations, { email: someAddress(), roles: ['member'] })).body;
    const theirs = (await owner.client.post(invitations, { email: someAddress(), roles: ['admin'] })).body;
    una.seeing(String(theirs['position']));
    const { items } = (await una.get<{ items: { invitationId: string }[] }>(invitations)).body;
    expect(items.map((each) => each.invitationId)).toEqual(expect.arrayContaining([invitationId]));
    const of = (id: unknown, act: string) => una.post(`${invitations}/${String(id)}/${act}`);
    expect((await of(invitationId, 'resend')).status).toBe(200);
    expect((await of(invitationId, 'revoke')).status).toBe(200);
    expect((await of(theirs['invitationId'], 'resend')).body['code']).toBe('ROLE_NOT_GRANTABLE');
    const more = await una.post(invitations, { email: someAddress(), roles: ['admin'] });
    expect(more.body['code']).toBe('ROLE_NOT_GRANTABLE');
  });

  it('says no in each of its ways', async () => {
    const [name, reader] = [someName(), await make(['org:read', 'audit:read'])];
    const steward = await make(['org:read', 'roles:read', 'roles.custom:manage', 'members.roles:change']);
    const { client: mia } = await member(annals, owner, [steward], someName());
    await make(['org:read'], name);
    const permissions = ['org:read'];
    expect(await refusal('', { name: name.toUpperCase(), permissions })).toEqual([409, 'ROLE_NAME_TAKEN']);
    expect(await refusal('', { name: 'Auditor', permissions })).toEqual([409, 'ROLE_NAME_TAKEN']);
    expect(await refusal('', { name: someName(), permissions: ['runs:start'] }, mia)).toEqual([
      403,
      'PERMISSION_ESCALATION',
    ]);
    expect(await refusal('/clone', { name: someName(), role: 'auditor' }, mia)).toEqual([403, 'PERMISSION_ESCALATION']);
    expect(await refusal(`/${reader}/permissions`, { permissions }, mia)).toEqual([403, 'PERMISSION_ESCALATION']);
    expect(await refusal(`/${reader}/retire`, {}, mia)).toEqual([403, 'ROLE_NOT_GRANTABLE']);
    expect(await refusal('/default', { role: 'owner' })).toEqual([403, 'ONLY_OWNER_MAY_GRANT_OWNER']);
    expect(await refusal('/default', { role: owner.organizationId })).toEqual([404, 'ROLE_NOT_FOUND']);
    for (const [path, body] of [
      ['rename', { name: someName() }],
      ['purpose', { purpose: 'Something' }],
      ['permissions', { permissions }],
      ['retire', {}],
    ] as const)
      expect(await refusal(`/member/${path}`, body)).toEqual([409, 'SYSTEM_ROLE_IMMUTABLE']);
    expect(await refusal('', { name: someName(), permissions: ['planets:move'] })).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('are fifty at most: ROLE_LIMIT', async () => {
    const there = (await roles()).length - 8;
    for (let n = there; n < 50; n += 1) await make(['org:read']);
    expect(await refusal('', { name: someName(), permissions: ['org:read'] })).toEqual([402, 'ROLE_LIMIT']);
    expect(await refusal('/clone', { name: someName(), role: 'member' })).toEqual([402, 'ROLE_LIMIT']);
    expect(await roles()).toHaveLength(58);
    const first = (await owner.client.get<Listed>(`${owner.path}/roles?limit=8`)).body;
    expect(first.items.map(({ name }) => name)).toEqual([
      'Owner',
      'Admin',
      'Billing admin',
      'User admin',
      'Auditor',
      'Member',
      'External',
      'Developer',
    ]);
    const rest = (await owner.client.get<Listed>(`${owner.path}/roles?limit=200&cursor=${first.next}`)).body;
    expect(rest.items.map(({ role }) => role)).toEqual((await roles()).slice(8).map(({ role }) => role));
  });
});

describe('E4: why somebody may, or may not', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  it('of oneself for everybody, of others for who may read it', async () => {
    const made = await owner.client.post<{ roleId: string }>(`${owner.path}/roles`, {
      name: 'Supervisor',
      permissions: ['org:read', 'runs:read'],
    });
    const { roleId } = made.body;
    const { client: mia, personId } = await member(annals, owner, [roleId], someName());
    const why = await mia.get<{ allowed: boolean; grants: { given: { sequence: number } }[] }>(
      `${owner.path}/explain?permission=runs:read`,
    );
    expect(why.body).toMatchObject({
      personId,
      allowed: true,
      grants: [{ role: roleId, given: { type: 'MemberAdded' }, allows: { type: 'RoleCreated' } }],
    });
    const { sequence } = why.body.grants[0]?.given ?? { sequence: 0 };
    const entry = await owner.client.get<{ type: string }>(`${owner.path}/audit/${sequence}`);
    expect(entry.body.type).toBe('MemberAdded');

    const path = `${owner.path}/explain?permission=audit:read&person=${personId}`;
    expect((await owner.client.get(path)).body).toMatchObject({
      allowed: false,
      grants: [],
      wouldAllow: [
        { role: 'owner', grantedBy: { total: 1 } },
        { role: 'admin', grantedBy: { total: 1 } },
        { role: 'auditor', grantedBy: { total: 1 } },
      ],
    });
    const { client: other } = await member(annals, owner, ['member'], someName());
    expect((await other.get(path)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await owner.client.get(path.replace(personId, roleId))).body).toMatchObject({ code: 'MEMBER_NOT_FOUND' });

    const may = await owner.client.get<{ items: { personId: string; roles: string[] }[]; total: number }>(
      `${owner.path}/access?permission=runs:read`,
    );
    expect([may.body.total, may.body.items.map(({ roles }) => roles)]).toEqual([2, [['owner'], [roleId]]]);
    expect((await mia.get(`${owner.path}/access?permission=runs:read`)).status).toBe(403);
    const mine = await mia.get<{ permissions: object[] }>(`${owner.path}/me/permissions`);
    expect(mine.body.permissions).toEqual([
      { permission: 'org:read', roles: [roleId] },
      { permission: 'runs:read', roles: [roleId] },
    ]);
  });

  it('I-3: an invitation is as good as the role behind it, however that has changed since', async () => {
    const made = await owner.client.post<{ roleId: string }>(`${owner.path}/roles`, {
      name: 'Recruiter',
      permissions: ['org:read', 'invitations:manage', 'members:read'],
    });
    const { client: rita } = await member(annals, owner, [made.body.roleId], someName());
    const invite = (roles: string[]) => rita.post(`${owner.path}/invitations`, { email: someAddress(), roles });
    expect((await invite([made.body.roleId])).status).toBe(201);
    expect((await invite(['admin'])).body).toMatchObject({ code: 'ROLE_NOT_GRANTABLE' });
    expect((await invite(['member'])).body).toMatchObject({ code: 'ROLE_NOT_GRANTABLE' });

    const email = someAddress();
    await rita.post(`${owner.path}/invitations`, { email, roles: [made.body.roleId] });
    const token = await secretFromMail(annals, email);
    const permissions = ['org:read', 'members:read'];
    await owner.client.post(`${owner.path}/roles/${made.body.roleId}/permissions`, { permissions });
    const accepting = { token, password: PASSWORD, alias: someName() };
    const accepted = await new Client(annals.url).post('/api/v1/invitations/accept', accepting);
    expect(accepted.body).toMatchObject({ status: 409, code: 'INVITER_NOT_ENTITLED' });
  });

  it('W1: an offer of the organization is as good as whoever made it', async () => {
    const [second, heir] = [
      await member(annals, owner, ['owner'], someName()),
      await member(annals, owner, ['member'], someName()),
    ];
    const offered = await second.client.post(`${owner.path}/ownership-offer`, { personId: heir.personId });
    expect(offered.status).toBe(200);
    await owner.client.post(`${owner.path}/members/${second.personId}/roles`, { roles: ['member'] });
    const accepted = await heir.client.post(`${owner.path}/ownership-offer/accept`);
    expect(accepted.body).toMatchObject({ status: 409, code: 'OFFERER_NOT_ENTITLED' });
  });
});

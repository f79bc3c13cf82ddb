import { allRoutes, callOf, nameOf, namesIn } from '@annals/contracts';
import { scaled, startAnnals, type TestAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { sentenceOf, type Entries } from '../support/entries';
import { bot, founder, member, PASSWORD, secretFromMail, someAddress, someName, type Founder } from '../support/people';
import { things } from '../support/things';

jest.setTimeout(180_000);

type Person = Awaited<ReturnType<typeof member>>;
/** The routes of the OpenAPI document that read; a stream only says which view moved. */
const reads = allRoutes.filter(
  ({ method, tag, produces }) => method === 'GET' && tag !== undefined && produces !== 'text/event-stream',
);
type Items = { readonly items: readonly Readonly<Record<string, unknown>>[] };

describe('workspaces over HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const at = (path: string) => `${owner.path}/${path}`;
  /** What a command came to: its status, or why not. */
  async function said(client: Client, path: string, body: object = {}): Promise<unknown> {
    const answer = await client.post(at(path), body);
    return answer.status < 300 ? answer.status : answer.body.code;
  }
  async function workspace(name = someName()): Promise<string> {
    const { body } = await owner.client.post<{ workspaceId: string }>(at('workspaces'), { name });
    return body.workspaceId;
  }
  async function botIn(workspaceId: string, name = someName()): Promise<string> {
    const { body } = await owner.client.post<{ botId: string }>(at('bots'), { name, kind: 'rpa', workspaceId });
    return body.botId;
  }
  async function inWorkspace(workspaceId: string, role: string, roles = ['member']): Promise<Person> {
    const somebody = await member(annals, owner, roles, someName());
    const { personId } = somebody;
    const added = await owner.client.post(at(`workspaces/${workspaceId}/members`), { personId, role });
    expect(added.status).toBe(201);
    somebody.client.seeing(String(added.body['position']));
    return somebody;
  }
  const names = async (client: Client, path: string) =>
    (await client.get<Items>(at(path))).body.items.map(({ name, botName }) => name ?? botName);

  it('D22: the last one that is not archived stays, and only an archived one without bots is deleted', async () => {
    const alone = await founder(annals, 'alone');
    const { client, path } = alone;
    const first = (await client.get<Items>(`${path}/workspaces`)).body.items[0]?.['workspaceId'];
    const of = async (id: unknown, act: string) => {
      const answer = await client.post(`${path}/workspaces/${String(id)}/${act}`);
      return answer.status < 300 ? answer.status : answer.body.code;
    };
    expect(await of(first, 'archive')).toBe('LAST_WORKSPACE');
    expect(await of(first, 'delete')).toBe('LAST_WORKSPACE');
    const { body: made } = await client.post(`${path}/workspaces`, { name: 'Customs' });
    await client.post(`${path}/bots`, { name: 'stamp', kind: 'rpa', workspaceId: made['workspaceId'] });
    expect(await of(made['workspaceId'], 'delete')).toBe('WORKSPACE_NOT_ARCHIVED');
    expect(await of(made['workspaceId'], 'archive')).toBe(200);
    expect(await of(first, 'archive')).toBe('LAST_WORKSPACE');
    expect(await of(made['workspaceId'], 'delete')).toBe('WORKSPACE_HAS_BOTS');
    expect(await of(made['workspaceId'], 'restore')).toBe(200);

    const { botId, client: worker } = await bot(annals, alone);
    const { runId } = (await client.post(`${path}/bots/${botId}/runs`)).body;
    expect((await worker.post(`${path}/bots/${botId}/claims?wait=10`)).body).toMatchObject({ run: { runId } });
    expect(await of(first, 'archive')).toBe('WORKSPACE_HAS_RUNNING_JOBS');
    const asked = async () => (await client.post(`${path}/bots/${botId}/runs`)).body;
    const [waiting, another] = [await asked(), await asked()];
    expect((await worker.post(`${path}/runs/${String(runId)}/succeed`)).status).toBe(200);
    expect(await of(first, 'archive')).toBe(200);
    // B11: what waits there is refused once its bot would begin, and so is what is asked for from here on.
    const begun = (await worker.post(`${path}/runs/${String(waiting['runId'])}/start`)).body;
    expect((await worker.post(`${path}/bots/${botId}/claims?wait=1`)).body).toEqual({ run: null });
    const refused = await asked();
    client.seeing(String(refused['position']));
    expect([begun.code, refused.code]).toEqual(['WORKSPACE_ARCHIVED', 'WORKSPACE_ARCHIVED']);
    for (const each of [waiting, another, refused])
      expect((await client.get(`${path}/runs/${String(each['runId'])}`)).body).toMatchObject({
        status: 'refused',
        code: 'WORKSPACE_ARCHIVED',
      });
  });

  it('R8 D22: of two workspaces that a hundred clients archive at once, one stays', async () => {
    const { client, path } = await founder(annals, 'race');
    await client.post(`${path}/workspaces`, { name: 'Second' });
    const all = (await client.get<Items>(`${path}/workspaces`)).body.items.map(({ workspaceId }) =>
      String(workspaceId),
    );
    for (let round = 0; round < scaled(2, 200); round += 1) {
      const said = await Promise.all(
        Array.from({ length: 100 }, (_, n) => client.post(`${path}/workspaces/${all[n % 2] ?? ''}/archive`)),
      );
      const came = [0, 1].map((which) => [
        ...new Set(said.filter((_, n) => n % 2 === which).map(({ status, body }) => body.code ?? status)),
      ]);
      expect(came.sort()).toEqual([[200], ['LAST_WORKSPACE']]);
      const archived = all[said.findIndex(({ status }) => status === 200) % 2] ?? '';
      expect((await client.post(`${path}/workspaces/${archived}/restore`)).status).toBe(200);
    }
  });

  it('names are unique, and no more are made than may be', async () => {
    const name = someName();
    const id = await workspace(name);
    expect(await said(owner.client, 'workspaces', { name: name.toUpperCase() })).toBe('WORKSPACE_NAME_TAKEN');
    expect(await said(owner.client, `workspaces/${await workspace()}/rename`, { name })).toBe('WORKSPACE_NAME_TAKEN');
    const { client, path } = await founder(annals, 'many');
    for (let n = 0; n < 198; n += 33)
      await Promise.all(Array.from({ length: 33 }, (_, k) => client.post(`${path}/workspaces`, { name: `W${n + k}` })));
    const last = await Promise.all(['a', 'b', 'c'].map((name) => client.post(`${path}/workspaces`, { name })));
    expect(last.map(({ status }) => status).sort()).toEqual([201, 402, 402]);
    const answer = await client.post(`${path}/workspaces`, { name: 'one more' });
    expect([answer.status, answer.body.code, answer.body['limit']]).toEqual([402, 'WORKSPACE_LIMIT_REACHED', 200]);
    expect(await said(owner.client, `workspaces/${id}/archive`)).toBe(200);
    expect(await said(owner.client, 'bots', { name: 'x', kind: 'rpa', workspaceId: id })).toBe('WORKSPACE_ARCHIVED');
  });

  it('D-WS D7: who is in it: nobody’s own access, nobody above, nobody who inherits; organization roles stay', async () => {
    const id = await workspace();
    const [admin, mia] = [await member(annals, owner, ['admin'], someName()), await inWorkspace(id, 'viewer')];
    const manager = await inWorkspace(id, 'manager');
    const members = `workspaces/${id}/members`;
    const rolesOf = async () => (await mia.client.get<{ roles: string[] }>(at('me'))).body.roles;
    const before = await rolesOf();
    expect(await said(owner.client, members, { personId: admin.personId, role: 'viewer' })).toBe('INHERITED_ROLE');
    expect(await said(manager.client, `${members}/${mia.personId}/role`, { role: 'owner' })).toBe('ROLE_NOT_GRANTABLE');
    expect(await said(manager.client, `${members}/${manager.personId}/role`, { role: 'viewer' })).toBe(
      'CANNOT_CHANGE_OWN_ACCESS',
    );
    const changed = await manager.client.post(at(`${members}/${mia.personId}/role`), { role: 'operator' });
    expect(changed.status).toBe(200);
    owner.client.seeing(String(changed.body['position']));
    const { body: history } = await owner.client.get<Items>(at('audit?area=organization&limit=1'));
    expect(history.items[0]).toMatchObject({ type: 'WorkspaceRoleChanged' });
    expect(await rolesOf()).toEqual(before);
    expect(await said(owner.client, members, { personId: mia.personId, role: 'viewer' })).toBe('ALREADY_MEMBER');
    expect(await said(owner.client, `workspaces/${id}/limits`, { members: 2 })).toBe(200);
    const late = await member(annals, owner, ['member'], someName());
    expect(await said(owner.client, members, { personId: late.personId, role: 'viewer' })).toBe(
      'WORKSPACE_MEMBER_LIMIT_REACHED',
    );
    expect(await said(owner.client, `${members}/${mia.personId}/remove`)).toBe(200);
    expect(await said(owner.client, `${members}/${mia.personId}/remove`)).toBe('MEMBER_NOT_FOUND');
  });

  it('A6 X6 A12: a Member sees and does what they were added to, by what they are there; of the rest nothing exists', async () => {
    const [ours, theirs] = [await workspace('Ours'), await workspace('Theirs')];
    const [ourBot, theirBot] = [await botIn(ours, 'our-bot'), await botIn(theirs, 'their-bot')];
    const { body: theirRun } = await owner.client.post<{ runId: string }>(at(`bots/${theirBot}/runs`));
    const mia = await inWorkspace(ours, 'operator');
    const begun = await mia.client.post<{ position: string }>(at(`bots/${ourBot}/runs`));
    expect(begun.status).toBe(201);
    owner.client.seeing(begun.body.position);
    expect(await said(mia.client, `bots/${theirBot}/runs`)).toBe('BOT_NOT_FOUND');
    expect(await said(mia.client, `bots/${ourBot}/disable`)).toBe('FORBIDDEN');
    for (const path of [
      `bots/${theirBot}`,
      `runs/${theirRun.runId}`,
      `workspaces/${theirs}`,
      `workspaces/${theirs}/members`,
    ])
      expect([path, (await mia.client.get(at(path))).status]).toEqual([path, 404]);
    expect(await names(mia.client, 'bots')).toEqual(['our-bot']);
    expect(await names(mia.client, 'runs')).toEqual(['our-bot']);
    expect(await names(mia.client, 'workspaces')).toEqual(['Ours']);
    const { body: states } = await mia.client.get<Items>(at('bots/by-workspace'));
    expect(states.items).toEqual([{ workspaceId: ours, bots: expect.objectContaining({ offline: 1 }) as object }]);
    const theirsIs = (personId: string) => names(owner.client, `workspaces?person=${personId}&search=s`);
    expect(await theirsIs(mia.personId)).toEqual(['Ours']);
    const { body: listed } = await owner.client.get<Items & { access: Record<string, number> }>(at('workspaces'));
    const { people = 0, entering = 0, owning } = listed.access;
    const { body: members } = await owner.client.get<{ items: { roles: string[] }[] }>(at('members?limit=50'));
    const admins = members.items.filter(({ roles }) => roles.includes('owner') || roles.includes('admin'));
    expect([entering <= people, entering > 1, owning]).toEqual([true, true, admins.length]);
    expect(await said(owner.client, 'policies', { workspaceRoles: false })).toBe(200);
    expect(await theirsIs(mia.personId)).toEqual([]);
    expect(await said(owner.client, 'policies', { workspaceRoles: true })).toBe(200);
    expect((await mia.client.get<Items>(at('needs'))).status).toBe(200);
    const { body: overview } = await mia.client.get<{ bots: Record<string, number> }>(at('overview'));
    expect(Object.values(overview.bots).reduce((sum, n) => sum + n, 0)).toBe(1);
    const { body: me } = await mia.client.get<{ workspaces: unknown[] }>(at('me'));
    expect(me.workspaces).toEqual([
      { workspaceId: ours, name: 'Ours', role: 'operator', inherited: false, archived: false },
    ]);
    const { body: log } = await owner.client.get<Items>(at('audit?type=RunRequested&limit=1'));
    const { body: entry } = await owner.client.get(at(`audit/${String(log.items[0]?.['sequence'])}`));
    expect(entry['grants']).toMatch(new RegExp(`^ws:${ours}/operator@\\d+$`));
  });

  it('X6 X4: without roles in workspaces nobody is told that they have one, and none is promised; an Owner is called as the policy has it', async () => {
    const olga = await founder(annals, 'olga');
    const { client, path } = olga;
    const { workspaceId } = (await client.post(`${path}/workspaces`, { name: 'Customs' })).body;
    const mia = await member(annals, olga, ['member'], someName());
    const there = `${path}/workspaces/${String(workspaceId)}`;
    await client.post(`${there}/members`, { personId: mia.personId, role: 'manager' });
    const mine = async () => {
      const { body } = await mia.client.get<{ workspaces: { role: string }[] }>(`${path}/me`);
      return body.workspaces.map(({ role }) => role);
    };
    expect(await mine()).toEqual(['manager']);
    await client.post(`${path}/policies`, { workspaceRoles: false, ownerTerm: 'organization_admin' });
    expect(await mine()).toEqual([]);
    const workspaces = [{ workspaceId, role: 'viewer' }];
    const invited = await client.post(`${path}/invitations`, { email: someAddress(), roles: ['member'], workspaces });
    expect([invited.status, invited.body['code']]).toEqual([403, 'WORKSPACE_ROLES_DISABLED']);
    const into = await client.post(`${there}/invitations`, { email: someAddress(), role: 'viewer' });
    expect(into.body['code']).toBe('WORKSPACE_ROLES_DISABLED');
    const { items } = (await client.get<{ items: { roleNames: string[] }[] }>('/api/v1/organizations')).body;
    expect(items.map(({ roleNames }) => roleNames)).toEqual([['Organization admin']]);
  });

  it('E4: says why somebody may something in a workspace, to who sees it; of the rest nothing exists', async () => {
    const [ours, theirs] = [await workspace(), await workspace()];
    const mia = await inWorkspace(ours, 'operator');
    const why = async (client: Client, permission: string, asked: string) =>
      (await client.get(at(`explain?permission=${permission}&workspace=${asked}`))).body;
    const added = { workspaceId: ours, role: 'operator', inheritedFrom: null, given: { type: 'WorkspaceMemberAdded' } };
    expect(await why(mia.client, 'runs:start', ours)).toMatchObject({
      allowed: true,
      grants: [],
      workspace: { ...added, allows: true },
      wouldAllow: [],
    });
    expect(await why(mia.client, 'bots:create', ours)).toMatchObject({ allowed: false, workspace: { allows: false } });
    expect((await mia.client.get(at('explain?permission=runs:start'))).body).toMatchObject({
      allowed: false,
      workspace: null,
    });
    for (const unseen of [theirs, mia.personId])
      expect(await why(mia.client, 'runs:start', unseen)).toMatchObject({ code: 'WORKSPACE_NOT_FOUND' });
    expect(await why(owner.client, 'runs:start', `${theirs}&person=${mia.personId}`)).toMatchObject({
      allowed: false,
      workspace: { workspaceId: theirs, role: null, given: null, allows: false },
    });
    expect(await why(owner.client, 'runs:start', theirs)).toMatchObject({
      allowed: true,
      workspace: { role: 'owner', inheritedFrom: 'owner', given: { type: 'MemberAdded' }, allows: true },
    });
    expect(await why(owner.client, 'runs:start', mia.personId)).toMatchObject({ code: 'WORKSPACE_NOT_FOUND' });
    const { body: mine } = await mia.client.get<{ workspaces: unknown[] }>(at('me/permissions'));
    expect(mine.workspaces).toEqual([
      {
        workspaceId: ours,
        role: 'operator',
        permissions: ['workspaces:list_all', 'bots:read', 'runs:read', 'triggers:read', 'knowledge:read', 'runs:start'],
      },
    ]);
  });

  it('D-WS: a stranger is invited with a role in the workspace, and comes into it by accepting', async () => {
    const id = await workspace('Inbound');
    const email = someAddress('sam');
    const invite = (workspaceId: string, role = 'operator', roles = ['member']) =>
      said(owner.client, 'invitations', { email, roles, workspaces: [{ workspaceId, role }] });
    const gone = await workspace();
    expect(await said(owner.client, `workspaces/${gone}/archive`)).toBe(200);
    expect(await invite(gone)).toBe('WORKSPACE_ARCHIVED');
    expect(await invite(owner.organizationId)).toBe('WORKSPACE_NOT_FOUND');
    expect(await invite(id, 'operator', ['admin'])).toBe('INHERITED_ROLE');
    expect(await invite(id, 'manager', ['external'])).toBe('ROLE_NOT_GRANTABLE');
    expect(await invite(id)).toBe(201);
    const { client: viewing } = await inWorkspace(id, 'viewer');
    const listed = async (client: Client) =>
      (await client.get<Items>(at(`workspaces/${id}/members`))).body.items.find(
        ({ invitation }) => invitation !== null,
      );
    const invitation = { invitationId: expect.any(String) as string, expiresAt: expect.any(String) as string };
    expect(await listed(owner.client)).toMatchObject({ alias: null, invitation: { ...invitation, email } });
    expect((await listed(viewing))?.['invitation']).toEqual(invitation);
    const file = async (client: Client) => (await client.get(at(`workspaces/${id}/members/export`))).text;
    expect(await file(owner.client)).toMatch(new RegExp(`,operator,,,,,${email},2`));
    expect(await file(viewing)).not.toContain(email);
    const told = async () =>
      (await owner.client.get<Entries>(at('audit?type=ListExported'))).body.items.map(sentenceOf);
    await eventually('both files are told', async () => (await told()).length === 2);
    expect((await told())[1]).toMatch(/^\S+ took the people of Inbound as a file: \d+ rows$/);
    const sam = new Client(annals.url);
    const token = await secretFromMail(annals, email);
    const alias = someName();
    const accepted = await sam.post('/api/v1/invitations/accept', { token, password: PASSWORD, alias });
    expect(accepted.status).toBe(200);
    sam.seeing(String(accepted.body['position']));
    const { body: me } = await sam.get<{ workspaces: unknown[] }>(at('me'));
    expect(me.workspaces).toEqual([
      { workspaceId: id, name: 'Inbound', role: 'operator', inherited: false, archived: false },
    ]);
    expect(await names(sam, 'workspaces')).toEqual(['Inbound']);
    const { body: people } = await sam.get<Items>(at(`workspaces/${id}/members?search=${alias}`));
    expect(people.items).toMatchObject([
      { role: 'operator', status: 'active', invitation: null, lastActiveAt: expect.any(String) as string },
    ]);
    const { personId } = accepted.body;
    expect(await said(owner.client, `members/${String(personId)}/suspend`)).toBe(200);
    const { body: then } = await owner.client.get<Items>(at(`workspaces/${id}/members?search=${alias}`));
    expect(then.items).toMatchObject([{ personId, role: 'operator', status: 'suspended' }]);
  });

  it('A6: an External sees only what they were given, and a removed one nothing any more', async () => {
    const id = await workspace();
    await botIn(id, 'given');
    const nobody = await member(annals, owner, ['external'], someName());
    expect((await nobody.client.get(at('bots'))).status).toBe(403);
    const guest = await inWorkspace(id, 'viewer', ['external']);
    expect(await names(guest.client, 'bots')).toEqual(['given']);
    expect(await said(owner.client, `workspaces/${id}/members/${guest.personId}/role`, { role: 'manager' })).toBe(
      'ROLE_NOT_GRANTABLE',
    );
    expect(await said(owner.client, `workspaces/${id}/members/${guest.personId}/remove`)).toBe(200);
    expect((await guest.client.get(at('bots'))).status).toBe(403);
  });

  it('W15: whatever an external asks, no other person is in the answer, and not how many there are', async () => {
    const bossAlias = someName();
    const boss = await founder(annals, bossAlias, someAddress('boss')); // its name is made of the address
    const post = async (path: string, body: object = {}) => {
      const answer = await boss.client.post(`${boss.path}/${path}`, body);
      expect(answer.status).toBeLessThan(300);
      return answer.body;
    };
    const [miaAlias, reason] = [someName(), someName()];
    const mia = await member(annals, boss, ['member'], miaAlias);
    const guest = await member(annals, boss, ['external'], someName());
    const email = someAddress('invited');
    await post('invitations', { email, roles: ['member'] });
    const { body: all } = await boss.client.get<Items>(`${boss.path}/workspaces`);
    const workspaceId = String(all.items[0]?.['workspaceId']);
    for (const { personId } of [mia, guest])
      await post(`workspaces/${workspaceId}/members`, { personId, role: 'viewer' });
    const botId = String((await post('bots', { name: 'loader', kind: 'rpa', workspaceId }))['botId']);
    const runId = String((await post(`bots/${botId}/runs`))['runId']);
    await post('suspend', { reason });
    const { position } = await post('reactivate', { reason });
    guest.client.seeing(String(position));
    const { body: me } = await boss.client.get<{ personId: string }>(`${boss.path}/me`);
    const given = { organizationId: boss.organizationId, workspaceId, botId, runId, personId: guest.personId };
    const wanted = [...new Set(reads.flatMap(({ path }) => namesIn(path)))].filter((name) => !(name in given));
    const said = { ...(await things({ annals, owner: boss }, wanted)), ...given, permission: 'bots:create' };
    const canaries = [bossAlias, boss.email, boss.userId, me.personId, miaAlias, mia.email, mia.userId, mia.personId];
    const secrets = [...canaries, email, reason];
    const counts = /"(?:members|invited|people)":\d/;

    /** What of this each read tells somebody. */
    async function toldTo(client: Client): Promise<Map<string, readonly string[]>> {
      const told = new Map<string, readonly string[]>();
      for (const route of reads) {
        const asked = [...namesIn(route.path), ...Object.keys(route.query?.shape ?? {})];
        const { path } = callOf(
          route,
          Object.fromEntries(Object.entries(said).filter(([name]) => asked.includes(name))),
        );
        const { text } = await client.get(path);
        const found = [...secrets.filter((each) => text.includes(each)), ...(counts.exec(text) ?? [])];
        if (found.length > 0) told.set(nameOf(route), found);
      }
      return told;
    }
    expect([...(await toldTo(guest.client))]).toEqual([]);
    const owners = await toldTo(boss.client);
    expect([...owners.values()].flat()).toEqual(expect.arrayContaining(secrets));
    const tells = ['getOverview', 'listOrganizations', 'getOrganization', 'listWorkspaceMembers', 'getBot', 'getRun'];
    expect([...owners.keys()]).toEqual(
      expect.arrayContaining(tells.map((each) => expect.stringContaining(each) as unknown)),
    );
  });

  it('D7: a bot moves with its runs, between workspaces in which one may register bots', async () => {
    const [from, to, elsewhere] = [await workspace(), await workspace(), await workspace()];
    const botId = await botIn(from, 'mover');
    const builder = await inWorkspace(from, 'builder');
    expect(await said(builder.client, `bots/${botId}/move`, { workspaceId: to })).toBe('WORKSPACE_NOT_FOUND');
    expect(await said(owner.client, `workspaces/${to}/members`, { personId: builder.personId, role: 'builder' })).toBe(
      201,
    );
    expect(await said(builder.client, `bots/${botId}/move`, { workspaceId: to })).toBe(200);
    expect(await said(builder.client, `bots/${botId}/move`, { workspaceId: elsewhere })).toBe('WORKSPACE_NOT_FOUND');
    const { body } = await builder.client.get<{ workspaceId: string }>(at(`bots/${botId}`));
    expect(body.workspaceId).toBe(to);
  });
});

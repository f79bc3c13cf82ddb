import {
  defaultRoleSet,
  invitationRevoked,
  memberAdded,
  memberInvited,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
  organizationRenamed,
  orgPolicyChanged,
  permission,
  refused,
  roleCreated,
  roleRetired,
  systemRole,
  workspaceCreated,
  workspaceMemberAdded,
  workspaceRenamed,
  type OrganizationEvent,
  type Permission,
  type Role,
} from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import { AppGrants, csvRows, Exports, ListFiles, Memberships, type Exported } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { Vault } from '@annals/vault';
import { Projector, ViewReader } from '@annals/views';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { InviteMemberCommand } from '../../commands/invite-member/invite-member.handler';
import { organization } from '../../organization/organization';
import { OrganizationMemberships } from '../../organization/organization-memberships.service';
import { contextOf, founded, startWorld, type World } from '../../testing/a-world.service';
import { GetOrganization } from '../organization/organization.query';
import { organizationCard } from '../organization/organization.view';
import { ExplainAccess } from './access.query';
import { CompareAccess, ListAccess } from './list-access.query';
import { ListInvitations } from './invitations.query';
import { membersList } from './export-members.controller';
import { ListMembers } from './members.query';
import { people } from './people.view';
import { ListRoles } from './roles.query';

jest.setTimeout(60_000);

@Module({})
class Api {}

/** The neighbour that is told of files, and may say no. */
class Told extends Exports {
  readonly all: Exported[] = [];
  refuses = false;
  async record(_: string, taken: Exported): Promise<void> {
    if (this.refuses) throw refused('RATE_LIMITED', { retryAfter: 60 });
    this.all.push(taken);
  }
}

/** What a stream gives, until it ends or breaks off. */
async function fromAsync(stream: AsyncIterable<string>, got: string[] = []): Promise<string[]> {
  for await (const part of stream) got.push(part);
  return got;
}

describe('people as the api reads them', () => {
  const views = [people, organizationCard];
  const stopping = new AbortController();
  let world: World;
  let reader: ViewReader;
  let projecting: Promise<void>;
  let olga: Awaited<ReturnType<typeof founded>>;
  let position: string;
  let app: INestApplicationContext;
  let files: ListFiles;
  const told = new Told();

  beforeAll(async () => {
    world = await startWorld('peopleview', { sharedDatabase, startEventStore });
    const live = new Promise<void>((resolve) => {
      projecting = new Projector({
        databaseUrl: world.databaseUrl,
        eventStore: world.store,
        views,
        apiRole: 'annals_api',
        onLive: resolve,
      }).run(stopping.signal);
    });
    await live;
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: 'annals_api', views });
    app = await NestFactory.createApplicationContext(
      {
        module: Api,
        imports: [CqrsModule.forRoot()],
        providers: [
          { provide: ViewReader, useValue: reader },
          { provide: Vault, useValue: world.vault },
          { provide: Memberships, useValue: new OrganizationMemberships(world.store, world.vault) },
          { provide: AppGrants, useValue: { of: () => Promise.resolve({ granted: [], owned: [], revision: 0 }) } },
          { provide: Exports, useValue: told },
          ...[ListMembers.Handler, ListFiles],
        ],
      },
      { logger: ['error'] },
    );
    files = app.get(ListFiles);
  });
  afterAll(async () => {
    await app.close();
    stopping.abort();
    await projecting;
    await reader.close();
    await world.stop();
  });

  const write = async (...events: readonly OrganizationEvent[]) => {
    ({ position } = await world.store.decide(
      { stream: organization, id: [olga.organizationId] },
      contextOf(olga.actor),
      () => events,
    ));
  };
  const joins = (alias: string, roles: Role[], personId: string = randomUUID()) =>
    memberAdded(
      { personId, userId: randomUUID(), roles, via: 'invitation' },
      { email: `${alias.toLowerCase().replace(/\W/g, '')}@acme.example`, alias },
    );
  const adminReads: readonly Permission[] = ['members:read', 'members.email:read'];
  const members = (
    {
      cursor,
      ...asked
    }: { limit?: number; cursor?: string | null; search?: string; role?: Role; status?: 'active' | 'suspended' } = {},
    permissions = adminReads,
  ) =>
    new ListMembers.Handler(reader, world.vault).execute(
      new ListMembers.Query(
        { organizationId: olga.organizationId, limit: 50, ...asked, cursor: cursor ?? undefined },
        { permissions: new Set(permissions), minPosition: position },
      ),
    );
  const aliases = async (...asked: Parameters<typeof members>) =>
    (await members(...asked)).items.map(({ alias }) => alias);

  beforeEach(async () => {
    olga = await founded(world);
    await write(joins('Adam', ['admin', 'auditor']), joins('Mia_1', ['member']), joins('Mia%2', ['member']));
  });

  it('lists members page by page, in the order in which they joined', async () => {
    const pages: (string | null)[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof members>> = await members({ limit: 3, cursor });
      expect(page.total).toBe(4);
      pages.push(page.items.map(({ alias }) => alias));
      cursor = page.next;
    } while (cursor !== null);
    expect(pages.map((page) => page.length)).toEqual([3, 1]);
    expect(pages.flat().sort()).toEqual(['Adam', 'Mia%2', 'Mia_1', 'Olga']);
    expect((await members()).next).toBeNull();
  });

  it('B7: is a file of all its pages, of which who is removed meanwhile gets no further one', async () => {
    const [max, userId] = [randomUUID(), randomUUID()];
    await write(
      memberAdded(
        { personId: max, userId, roles: ['member'], via: 'invitation' },
        { email: 'm@x.example', alias: 'Max' },
      ),
    );
    const open = () =>
      files.open(
        membersList({
          asked: { organizationId: olga.organizationId, search: undefined },
          caller: { permissions: new Set() },
        }),
        {
          caller: { principal: { kind: 'user', id: userId, actor: `user:${userId}` } },
          context: contextOf(`user:${userId}`),
          minPosition: position,
        },
        3,
      );
    const whole = await open();
    const [, ...rows] = csvRows((await fromAsync(whole.file)).join(''));
    expect([rows.length, new Set(rows.map(({ cells }) => cells[0])).size]).toEqual([5, 5]);
    const at = whole.headers['annals-position'] ?? '';
    expect([whole.headers['annals-total'], BigInt(at) >= BigInt(position)]).toEqual(['5', true]);
    expect(told.all).toEqual([{ exported: { list: 'members', rows: 5 }, search: '' }]);
    told.refuses = true;
    await expect(open()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    told.refuses = false;

    const { file } = await open();
    await write(memberRemoved({ personId: max }));
    const got: string[] = [];
    await expect(fromAsync(file, got)).rejects.toMatchObject({ code: 'ORG_NOT_FOUND' });
    expect(csvRows(got.join(''))).toHaveLength(1 + 3);
  });

  it('says how far it is, or that it is not so far yet', async () => {
    const at = await reader.position(people, olga.organizationId, { minPosition: position });
    const tooFar = { minPosition: String(BigInt(at) + 1_000_000n), timeoutMs: 1 };
    expect(BigInt(at) >= BigInt(position)).toBe(true);
    await expect(reader.position(people, olga.organizationId, tooFar)).rejects.toMatchObject({
      code: 'READ_MODEL_BEHIND',
    });
  });

  it('finds by alias, role and address, and counts what it finds', async () => {
    expect(await aliases({ search: ' mia ' })).toHaveLength(2);
    expect(await aliases({ search: 'mia_1' })).toEqual(['Mia_1']);
    expect(await aliases({ search: '%' })).toEqual(['Mia%2']);
    expect(await aliases({ search: 'acme.example', role: 'auditor' })).toEqual(['Adam']);
    expect((await members({ role: 'member', limit: 1 })).total).toBe(2);
    await expect(members({ cursor: 'zzzz' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('B7: lists who is suspended with their status, and finds by it', async () => {
    const sam = randomUUID();
    await write(joins('Sam', ['member'], sam), memberSuspended({ personId: sam }));
    expect((await members()).items.map(({ alias, status }) => `${alias} ${status}`)).toContain('Sam suspended');
    expect(await aliases({ status: 'suspended' })).toEqual(['Sam']);
    expect((await members({ status: 'active' })).total).toBe(4);
  });

  it('without the permission neither shows addresses nor lets them be guessed', async () => {
    const page = await members({}, ['members:read']);
    expect(page.items).toHaveLength(4);
    expect(JSON.stringify(page)).not.toContain('@');
    expect(await aliases({ search: 'acme' }, ['members:read'])).toEqual([]);
  });

  it("former members are gone from the list; nobody else's people are in it", async () => {
    const gone = randomUUID();
    await write(joins('Gone', ['member'], gone), memberRemoved({ personId: gone }));
    expect((await members()).total).toBe(4);
    const other = await founded(world);
    const theirs = await new ListMembers.Handler(reader, world.vault).execute(
      new ListMembers.Query(
        { organizationId: other.organizationId, limit: 50 },
        { permissions: new Set(adminReads), minPosition: other.effect.position },
      ),
    );
    expect(
      theirs.items.map(({ alias, roles, lastActiveAt, joinedAt }) => [alias, roles, lastActiveAt === joinedAt]),
    ).toEqual([['Olga', ['owner'], true]]);
  });

  it('lists invitations with who sent them, newest first', async () => {
    const invite = async (email: string, roles: readonly Role[]) => {
      world.wait({ minutes: 1 });
      return world.inviting.execute(
        new InviteMemberCommand({ organizationId: olga.organizationId, email, roles }, contextOf(olga.actor)),
      );
    };
    await invite('nia@example.com', ['member']);
    const { invitationId } = await invite('nia@example.com', ['admin']);
    const last = await invite('zoe@example.com', ['member']);
    const list = (cursor?: string) =>
      new ListInvitations.Handler(reader, world.vault).execute(
        new ListInvitations.Query(
          { organizationId: olga.organizationId, limit: 2, cursor },
          { permissions: new Set(), minPosition: last.position },
        ),
      );
    const first = await list();
    expect(first.items.map(({ email, status, invitedByAlias }) => [email, status, invitedByAlias])).toEqual([
      ['zoe@example.com', 'open', 'Olga'],
      ['nia@example.com', 'open', 'Olga'],
    ]);
    expect(first.items[1]).toMatchObject({ invitationId, roles: ['admin'], mailedAt: null });
    expect((await list(first.next ?? '')).items.map(({ email, status }) => [email, status])).toEqual([
      ['nia@example.com', 'superseded'],
    ]);
    expect(first.open).toBe(2);
  });

  it('I-8: lists invitations of one list in its order, page by page, after those that came later', async () => {
    const inAWeek = plus(fromMilliseconds(Date.now()), { days: 7 });
    const inviting = (alias: string) =>
      memberInvited(
        {
          ...{ invitationId: randomUUID(), personId: randomUUID(), roles: ['member'], invitedBy: randomUUID() },
          ...{ generation: 1, expiresAt: inAWeek },
        },
        { email: `${alias}@example.com` },
      );
    await write(...['one', 'two', 'three', 'four', 'five'].map(inviting));
    world.wait({ minutes: 1 });
    await write(...['six', 'seven'].map(inviting));
    const seen: (string | undefined)[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 4; pages += 1) {
      const page = await new ListInvitations.Handler(reader, world.vault).execute(
        new ListInvitations.Query(
          { organizationId: olga.organizationId, limit: 2, cursor },
          { permissions: new Set(), minPosition: position },
        ),
      );
      seen.push(...page.items.map(({ email }) => email?.split('@')[0]));
      cursor = page.next ?? undefined;
    }
    expect(seen).toEqual(['six', 'seven', 'one', 'two', 'three', 'four', 'five']);
  });

  it('W15: says where people were added and are invited to, as far as who asks sees, by the present name', async () => {
    const [eva, care, customs] = [randomUUID(), randomUUID(), randomUUID()];
    const name = (workspaceId: string, to: string) => workspaceCreated({ workspaceId, isDefault: false }, { name: to });
    await write(
      ...[name(care, 'Care'), name(customs, 'Duties'), workspaceRenamed({ workspaceId: customs }, { name: 'Customs' })],
      joins('Eva', ['external'], eva),
      ...[care, customs].map((workspaceId) => workspaceMemberAdded({ workspaceId, personId: eva, role: 'builder' })),
    );
    const sees = async (...permissions: Permission[]) =>
      (await members({ role: 'external' }, permissions)).items.flatMap(({ workspaces }) => workspaces);
    const builder = (workspaceId: string, to: string) => ({ workspaceId, name: to, role: 'builder' });
    expect(await sees('members:read', 'workspaces:list_all')).toEqual([
      builder(care, 'Care'),
      builder(customs, 'Customs'),
    ]);
    expect(await sees('members:read')).toEqual([]);

    const invite = (email: string, ...roles: Role[]) =>
      world.inviting.execute(
        new InviteMemberCommand(
          { organizationId: olga.organizationId, email, roles, workspaces: [{ workspaceId: care, role: 'viewer' }] },
          contextOf(olga.actor),
        ),
      );
    await invite('nia@example.com', 'member');
    const { invitationId } = await invite('max@example.com', 'external');
    await write(invitationRevoked({ invitationId }));
    const last = await invite('zoe@example.com', 'external');
    const list = (asked: { role?: Role; status?: 'open' }) =>
      new ListInvitations.Handler(reader, world.vault).execute(
        new ListInvitations.Query(
          { organizationId: olga.organizationId, limit: 10, ...asked },
          { permissions: new Set(['workspaces:list_all']), minPosition: last.position },
        ),
      );
    const found = await list({ role: 'external', status: 'open' });
    expect(found.items.map(({ email, workspaces }) => [email, workspaces])).toEqual([
      ['zoe@example.com', [{ workspaceId: care, name: 'Care', role: 'viewer' }]],
    ]);
    expect([found.open, (await list({ role: 'external' })).items.length, (await list({})).open]).toEqual([1, 2, 2]);
  });

  describe('B8: roles of the organization', () => {
    const context = () => ({ permissions: new Set(permission.options), minPosition: position });
    const asked = () => ({ organizationId: olga.organizationId, limit: 50 });
    const made = (...permissions: Permission[]) => {
      const roleId = randomUUID();
      return { roleId, event: roleCreated({ roleId, permissions }, { name: `Role ${roleId}` }) };
    };
    const rolesNow = async (roles: readonly Role[] = ['owner']) => {
      const member = { personId: randomUUID(), roles, membership: 1 };
      const { items } = await new ListRoles.Handler(reader, world.vault).execute(
        new ListRoles.Query(asked(), { ...context(), member }),
      );
      return new Map(items.map((each) => [each.role, each]));
    };
    const explained = (person: string, of: Permission) =>
      new ExplainAccess.Handler(reader, world.vault).execute(
        new ExplainAccess.Query({ ...asked(), person, permission: of }, context()),
      );

    it('are listed with who has them, by what stands for a retired one', async () => {
      const [old, night] = [made('org:read'), made('org:read', 'runs:read')];
      await write(old.event, night.event, joins('Nia', [old.roleId, night.roleId]), joins('Noa', [old.roleId]));
      const before = [...(await rolesNow()).values()].map(({ role, members: many }) => [role, many] as const);
      expect(before.slice(0, 8).map(([, many]) => many)).toEqual([1, 1, 0, 0, 1, 2, 0, 0]);
      // Both were made in one append, so neither is older.
      expect(new Map(before.slice(8))).toEqual(
        new Map([
          [old.roleId, 2],
          [night.roleId, 1],
        ]),
      );
      await world.inviting.execute(
        new InviteMemberCommand(
          { organizationId: olga.organizationId, email: 'a@example.com', roles: [old.roleId] },
          contextOf(olga.actor),
        ),
      );
      await write(defaultRoleSet({ role: old.roleId }), roleRetired({ roleId: old.roleId, replacedBy: night.roleId }));
      const now = await rolesNow();
      expect(now.has(old.roleId)).toBe(false);
      expect(now.get(night.roleId)).toMatchObject({ members: 2, invited: 1, isDefault: true, builtIn: false });
      expect(await aliases({ role: night.roleId })).toHaveLength(2);
      expect(await aliases({ role: old.roleId })).toEqual([]);
      const nia = (await members({ role: night.roleId })).items.find(({ alias }) => alias === 'Nia');
      expect(nia?.roles).toEqual([night.roleId]);
    });

    it('are grantable as the rules say to who asks, and to a key none is', async () => {
      const strong = made('roles.custom:manage');
      await write(strong.event);
      const reach = async (roles?: readonly Role[]) =>
        [...(await rolesNow(roles)).values()].filter(({ grantable }) => grantable).map(({ role }) => role);
      expect(await reach(['user_admin'])).toEqual(['member', 'external', 'developer']);
      expect(await reach(['admin'])).toEqual([...systemRole.options.filter((role) => role !== 'owner'), strong.roleId]);
      expect(await reach([])).toEqual([]);
    });

    it('E4: who would have to do what so that somebody may', async () => {
      const [reads, una] = [made('org:read', 'audit:read'), randomUUID()];
      const personId = randomUUID();
      await write(reads.event, joins('Una', ['user_admin'], una), joins('Nia', ['member'], personId));
      const { allowed, wouldAllow } = await explained(personId, 'audit:read');
      const grantedBy = new Map(wouldAllow.map((each) => [each.role, each.grantedBy?.total]));
      expect([allowed, [...grantedBy]]).toEqual([
        false,
        [
          ['owner', 1],
          ['admin', 2],
          ['auditor', 2],
          [reads.roleId, 2],
        ],
      ]);
      expect((await explained(una, 'members:remove')).grants.map(({ role }) => role)).toEqual(['user_admin']);
    });
  });

  describe('E3: who could', () => {
    const [care, una, mia] = [randomUUID(), randomUUID(), randomUUID()];
    const context = () => ({ permissions: new Set(permission.options), minPosition: position });
    const who = async (of: Permission, workspace?: string) => {
      const asked = { organizationId: olga.organizationId, permission: of, workspace, limit: 50, cursor: undefined };
      const { items, total } = await new ListAccess.Handler(reader, world.vault).execute(
        new ListAccess.Query(asked, context()),
      );
      expect(items).toHaveLength(total);
      // Who joined at the same instant is in no order.
      const named = [...items].sort((one, other) => String(one.alias).localeCompare(String(other.alias)));
      return named.map(({ alias, roles, grants, workspace: there, since }) => ({
        alias,
        by: [...roles, ...(there?.allows === true ? [there.role] : [])],
        links: grants.map(({ given }) => given.type),
        since: since?.type,
      }));
    };
    beforeEach(() =>
      write(
        joins('Una', ['member'], una),
        joins('Lea', ['member'], mia),
        workspaceCreated({ workspaceId: care, isDefault: false }, { name: 'Care' }),
        workspaceMemberAdded({ workspaceId: care, personId: una, role: 'operator' }),
      ),
    );

    it('by roles of the organization, each with the event that gave it', async () => {
      expect(await who('audit:read')).toEqual([
        { alias: 'Adam', by: ['admin', 'auditor'], links: ['MemberAdded', 'MemberAdded'], since: 'MemberAdded' },
        { alias: 'Olga', by: ['owner'], links: ['MemberAdded'], since: 'MemberAdded' },
      ]);
      await write(memberRolesChanged({ personId: una, roles: ['auditor'] }));
      expect(await who('audit:read')).toContainEqual({
        alias: 'Una',
        by: ['auditor'],
        links: ['MemberRolesChanged'],
        since: 'MemberRolesChanged',
      });
    });

    it('in a workspace also by what they were added as, while workspaces have roles', async () => {
      const inCare = async () => (await who('runs:start', care)).map(({ alias, by }) => [alias, ...by]);
      await write(orgPolicyChanged({ workspaceRoles: false }));
      const byRole = (await who('runs:start')).map(({ alias }) => alias);
      expect(byRole).not.toContain('Una');
      expect(await inCare()).toHaveLength(byRole.length);
      await write(orgPolicyChanged({ workspaceRoles: true }));
      expect(await who('runs:start', care)).toContainEqual({
        alias: 'Una',
        by: ['operator'],
        links: [],
        since: 'OrgPolicyChanged',
      });
      await write(memberSuspended({ personId: una }));
      expect(await inCare()).toHaveLength(byRole.length);
      await expect(who('runs:start', randomUUID())).rejects.toMatchObject({ code: 'WORKSPACE_NOT_FOUND' });
    });

    it('and what became of them: they may, may not, are suspended or left', async () => {
      await write(memberSuspended({ personId: una }), memberRemoved({ personId: mia }));
      const { items } = await members();
      const asked = {
        organizationId: olga.organizationId,
        permission: 'audit:read' as const,
        people: [...items.map(({ personId }) => personId), mia, randomUUID()],
      };
      const { people: all } = await new CompareAccess.Handler(reader, world.vault).execute(
        new CompareAccess.Query(asked, context()),
      );
      const standings = all.map(({ standing, left }) => [standing, left?.type]);
      expect(standings.sort()).toEqual([
        ['left', 'MemberRemoved'],
        ['may', undefined],
        ['may', undefined],
        ['may_not', undefined],
        ['may_not', undefined],
        ['suspended', undefined],
      ]);
    });
  });

  it('A16 W15: the card of the organization, without who and why for who may not see people', async () => {
    await write(organizationRenamed({}, { name: 'Halden' }));
    const card = (...permissions: Permission[]) =>
      new GetOrganization.Handler(reader, world.vault).execute(
        new GetOrganization.Query(
          { organizationId: olga.organizationId },
          { permissions: new Set(permissions), minPosition: position },
        ),
      );
    expect(await card('members:read')).toMatchObject({
      organizationId: olga.organizationId,
      name: 'Halden',
      renamed: 1,
      lastRenamedAt: expect.any(String) as unknown,
    });
    expect(await card()).toMatchObject({ name: 'Halden', renamed: null, status: { status: 'active', by: null } });
  });
});

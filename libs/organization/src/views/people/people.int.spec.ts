import {
  memberAdded,
  memberRemoved,
  memberSuspended,
  organizationRenamed,
  type OrganizationEvent,
  type Permission,
  type SystemRole,
} from '@annals/contracts';
import { sharedDatabase } from '@annals/testing';
import { Projector, ViewReader } from '@annals/views';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { InviteMemberCommand } from '../../commands/invite-member/invite-member.handler';
import { organization } from '../../organization/organization';
import { contextOf, founded, startWorld, type World } from '../../testing/a-world.service';
import { GetOrganization } from '../organization/organization.query';
import { organizationCard } from '../organization/organization.view';
import { ListInvitations } from './invitations.query';
import { ListMembers } from './members.query';
import { people } from './people.view';

jest.setTimeout(60_000);

describe('people as the api reads them', () => {
  const views = [people, organizationCard];
  const stopping = new AbortController();
  let world: World;
  let reader: ViewReader;
  let projecting: Promise<void>;
  let olga: Awaited<ReturnType<typeof founded>>;
  let position: string;

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
  });
  afterAll(async () => {
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
  const joins = (alias: string, roles: SystemRole[], personId: string = randomUUID()) =>
    memberAdded(
      { personId, userId: randomUUID(), roles, via: 'invitation' },
      { email: `${alias.toLowerCase().replace(/\W/g, '')}@acme.example`, alias },
    );
  const adminReads: readonly Permission[] = ['members:read', 'members.email:read'];
  const members = (
    {
      cursor,
      ...asked
    }: {
      limit?: number;
      cursor?: string | null;
      search?: string;
      role?: SystemRole;
      status?: 'active' | 'suspended';
    } = {},
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
    const invite = async (email: string, roles: readonly SystemRole[]) => {
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

  it('A16: the card of the organization', async () => {
    await write(organizationRenamed({}, { name: 'Halden' }));
    const card = await new GetOrganization.Handler(reader, world.vault).execute(
      new GetOrganization.Query(
        { organizationId: olga.organizationId },
        { permissions: new Set(), minPosition: position },
      ),
    );
    expect(card).toMatchObject({
      organizationId: olga.organizationId,
      name: 'Halden',
      renamed: 1,
      lastRenamedAt: expect.any(String) as unknown,
    });
  });
});

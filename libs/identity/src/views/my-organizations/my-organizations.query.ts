import {
  id,
  instant,
  refused,
  routes,
  WORKSPACES_SHOWN,
  type AnswerOf,
  type AskedOf,
  type MyOrganization,
} from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import {
  allowedIn,
  AppGrants,
  mayReadMembers,
  Memberships,
  ownRolesNow,
  policiesSaid,
  serve,
  workspacesWith,
  type Principal,
  type QueryContext,
} from '@annals/platform';
import {
  ascending,
  cut,
  inWorkspaces,
  key,
  pageOf,
  ViewReader,
  type ReadRow,
  type ViewDb,
  type WorkspaceScope,
} from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { OpenInvitations } from '../../access/open-invitations.port';
import { myOrganizations } from './my-organizations.view';

type Route = typeof routes.identity.listOrganizations;
type Asked = AskedOf<Route>;
type Membership = ReadRow<(typeof myOrganizations)['tables']['memberships']['columns']>;

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';
/** So many are looked through at a time where one is looked for. */
const AT_ONCE = 100;
const inOrderOfJoining = ascending(key('memberships.joined_at', instant), key('memberships.organization_id', id));

interface Asking extends Pick<QueryContext, 'principal' | 'minPosition'> {
  /** What invitations are looked at with. */
  readonly command: CommandContext;
}

/** What somebody may in an organization, as far as its entry in the list depends on it. */
type Seen = Pick<QueryContext, 'permissions' | 'workspaces'>;

/** The organizations that are open to who asks (A12), in the order of joining, and what they are invited to. */
export class ListOrganizationsQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: Asked,
    readonly context: Asking,
  ) {
    super();
  }
}

/**
 * Row-level security shows an account its memberships, and the inside of an organization, its name too, only in its own
 * scope: one small read for each.
 */
@QueryHandler(ListOrganizationsQuery)
export class ListOrganizationsHandler implements IQueryHandler<ListOrganizationsQuery> {
  constructor(
    private readonly views: ViewReader,
    readonly memberships: Memberships,
    readonly appGrants: AppGrants,
    private readonly invitations: OpenInvitations,
  ) {}

  async execute({ asked, context }: ListOrganizationsQuery): Promise<AnswerOf<Route>> {
    const { principal } = context;
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    const wanted = asked.search?.trim().toLowerCase() ?? '';
    const isWanted = (name: string) => name.toLowerCase().includes(wanted);
    const atOnce = wanted === '' ? asked.limit + 1 : AT_ONCE;
    const found: MyOrganization[] = [];
    for (let { cursor } = asked; found.length <= asked.limit;) {
      const { rows, next } = await this.membershipsOf(principal.id, { cursor, limit: atOnce }, context);
      const searched = wanted === '' ? rows : await this.called(isWanted, rows);
      found.push(...(await Promise.all(searched.map((membership) => this.listed(membership, principal)))));
      if (next === null) break;
      cursor = next;
    }
    const { rows, next } = cut(found, asked.limit, ({ joinedAt, organizationId }) => [joinedAt, organizationId]);
    const invitations = asked.cursor === undefined ? await this.invitations.to(principal.id, context.command) : [];
    return { items: [...rows], next, invitations: invitations.filter((each) => isWanted(each.organizationName)) };
  }

  private membershipsOf(
    userId: string,
    page: Pick<Asked, 'cursor' | 'limit'>,
    context: Pick<QueryContext, 'minPosition'>,
  ) {
    return this.views.read(
      myOrganizations,
      { account: userId },
      (db) =>
        pageOf(
          db.selectFrom('memberships').selectAll().where('account_id', '=', userId).where('suspended', '=', false),
          inOrderOfJoining,
          page,
        ),
      context,
    );
  }

  private async called(
    isWanted: (name: string) => boolean,
    rows: readonly Membership[],
  ): Promise<readonly Membership[]> {
    const names = await Promise.all(rows.map(({ organization_id: id }) => this.nameOf(id)));
    return rows.filter((_, nth) => isWanted(names[nth] ?? ERASED));
  }

  private async nameOf(organizationId: string): Promise<string> {
    const inside = await this.views.read(myOrganizations, { organization: organizationId }, (db) =>
      db.selectFrom('organizations').select('name').where('organization_id', '=', organizationId).executeTakeFirst(),
    );
    return inside?.name ?? ERASED;
  }

  private async listed(membership: Membership, principal: Principal): Promise<MyOrganization> {
    const { organization_id: organizationId, person_id: personId, roles, joined_at: joinedAt } = membership;
    const may = await this.allowedThere(organizationId, principal);
    return this.views.read(myOrganizations, { organization: organizationId }, async (db) => {
      const inside = await db
        .selectFrom('organizations')
        .leftJoin('sizes', 'sizes.organization_id', 'organizations.organization_id')
        .select(['organizations.name', 'organizations.logo', 'organizations.status', 'sizes.members', 'sizes.bots'])
        .where('organizations.organization_id', '=', organizationId)
        .executeTakeFirst();
      const own = await db.selectFrom('roles').selectAll().where('organization_id', '=', organizationId).execute();
      const said = await db.selectFrom('policies').selectAll().where('organization_id', '=', organizationId).execute();
      return {
        organizationId,
        personId,
        name: inside?.name ?? ERASED,
        logo: inside?.logo ?? null,
        ...ownRolesNow(own, policiesSaid(said)).said(roles),
        members: mayReadMembers(may) ? (inside?.members ?? 0) : null,
        bots: may.permissions.has('bots:read') ? (inside?.bots ?? 0) : null,
        status: inside?.status ?? 'active',
        workspaces: await workspacesIn(db, organizationId, workspacesWith(may, 'workspaces:list_all')),
        joinedAt,
      };
    });
  }

  /** What somebody may see there says the guard, as in every list: a view decides nothing. */
  private async allowedThere(organizationId: string, principal: Principal): Promise<Seen> {
    try {
      return await allowedIn(this, organizationId, principal);
    } catch (error) {
      // they have just left it, or it was purged: the view will say so
      if (error instanceof Refused) return { permissions: new Set() };
      throw error;
    }
  }
}

/** The first of those that are open to somebody, by name, and how many there are. */
async function workspacesIn(
  db: ViewDb<typeof myOrganizations>,
  organizationId: string,
  scope: WorkspaceScope,
): Promise<MyOrganization['workspaces']> {
  const rows = await db
    .selectFrom('workspaces')
    .select(['workspace_id', 'name', sql<string>`count(*) OVER ()`.as('total')])
    .where('organization_id', '=', organizationId)
    .where('archived', '=', false)
    .where(inWorkspaces('workspace_id', scope))
    .orderBy('name')
    .orderBy('workspace_id')
    .limit(WORKSPACES_SHOWN)
    .execute();
  return {
    items: rows.map((row) => ({ workspaceId: row.workspace_id, name: row.name ?? ERASED })),
    total: Number(rows[0]?.total ?? 0),
  };
}

export const ListOrganizationsController = serve(
  routes.identity.listOrganizations,
  ({ asked, caller: { principal }, context, minPosition }) =>
    new ListOrganizationsQuery(asked, { principal, minPosition, command: context }),
);

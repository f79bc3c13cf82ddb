import { id, instant, refused, routes, type AnswerOf, type AskedOf, type MyOrganization } from '@annals/contracts';
import { ownRolesNow, serve, type QueryContext } from '@annals/platform';
import { ascending, cut, key, pageOf, ViewReader, type ReadRow } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { myOrganizations } from './my-organizations.view';

type Route = typeof routes.identity.listOrganizations;
type Asked = AskedOf<Route>;
type Membership = ReadRow<(typeof myOrganizations)['tables']['memberships']['columns']>;

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';
/** So many are looked through at a time where one is looked for. */
const AT_ONCE = 100;
const inOrderOfJoining = ascending(key('memberships.joined_at', instant), key('memberships.organization_id', id));

/** The organizations that are open to who asks (A12), in the order of joining. */
export class ListOrganizationsQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: Asked,
    readonly context: QueryContext,
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
  constructor(private readonly views: ViewReader) {}

  async execute({ asked, context }: ListOrganizationsQuery): Promise<AnswerOf<Route>> {
    const userId = context.principal?.id;
    if (userId === undefined) throw refused('UNAUTHENTICATED');
    const wanted = asked.search?.trim().toLowerCase() ?? '';
    const atOnce = wanted === '' ? asked.limit + 1 : AT_ONCE;
    const found: MyOrganization[] = [];
    for (let { cursor } = asked; found.length <= asked.limit;) {
      const { rows, next } = await this.memberships(userId, { cursor, limit: atOnce }, context);
      const listed = await Promise.all(rows.map((membership) => this.listed(membership)));
      found.push(...listed.filter(({ name }) => name.toLowerCase().includes(wanted)));
      if (next === null) break;
      cursor = next;
    }
    const { rows, next } = cut(found, asked.limit, ({ joinedAt, organizationId }) => [joinedAt, organizationId]);
    return { items: [...rows], next };
  }

  private memberships(userId: string, page: Pick<Asked, 'cursor' | 'limit'>, context: QueryContext) {
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

  private listed({
    organization_id: organizationId,
    person_id: personId,
    roles,
    joined_at: joinedAt,
  }: Membership): Promise<MyOrganization> {
    return this.views.read(myOrganizations, { organization: organizationId }, async (db) => {
      const inside = await db
        .selectFrom('organizations')
        .leftJoin('sizes', 'sizes.organization_id', 'organizations.organization_id')
        .select(['organizations.name', 'organizations.logo', 'organizations.status', 'sizes.members', 'sizes.bots'])
        .where('organizations.organization_id', '=', organizationId)
        .executeTakeFirst();
      const own = await db.selectFrom('roles').selectAll().where('organization_id', '=', organizationId).execute();
      return {
        organizationId,
        personId,
        name: inside?.name ?? ERASED,
        logo: inside?.logo ?? null,
        ...ownRolesNow(own).said(roles),
        members: inside?.members ?? 0,
        bots: inside?.bots ?? 0,
        status: inside?.status ?? 'active',
        joinedAt,
      };
    });
  }
}

export const ListOrganizationsController = serve(routes.identity.listOrganizations, { Query: ListOrganizationsQuery });

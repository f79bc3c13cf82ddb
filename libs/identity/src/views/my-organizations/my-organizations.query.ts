import { id, instant, refused, routes, type AskedOf, type Me } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { ascending, key, pageOf, ViewReader, type ReadRow } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { myOrganizations } from './my-organizations.view';

type Membership = ReadRow<(typeof myOrganizations)['tables']['memberships']['columns']>;
type Listed = Me['organizations'][number];

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';
const inOrderOfJoining = ascending(key('memberships.joined_at', instant), key('memberships.organization_id', id));

/** Who is signed in, and the organizations that are open to them, in the order of joining. */
export class GetMeQuery extends Query<Me> {
  constructor(
    readonly asked: AskedOf<typeof routes.identity.getMe>,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/**
 * Row-level security shows an account its memberships, and the inside of an organization only in its own scope: one
 * small read for each.
 */
@QueryHandler(GetMeQuery)
export class GetMeHandler implements IQueryHandler<GetMeQuery> {
  constructor(private readonly views: ViewReader) {}

  async execute({ asked, context }: GetMeQuery): Promise<Me> {
    const userId = context.principal?.id;
    if (userId === undefined) throw refused('UNAUTHENTICATED');
    const { profile, memberships } = await this.views.read(
      myOrganizations,
      { account: userId },
      async (db) => ({
        profile: await db
          .selectFrom('profiles')
          .select(['email', 'alias'])
          .where('account_id', '=', userId)
          .executeTakeFirst(),
        memberships: await pageOf(
          db.selectFrom('memberships').selectAll().where('account_id', '=', userId).where('suspended', '=', false),
          inOrderOfJoining,
          asked,
        ),
      }),
      context,
    );
    // A session is older than what the view has seen: that is not the same as an erased person.
    if (!profile) throw refused('READ_MODEL_BEHIND', { view: myOrganizations.name });
    return {
      userId,
      ...profile,
      organizations: await Promise.all(memberships.rows.map((membership) => this.listed(membership))),
      next: memberships.next,
    };
  }

  private listed({
    organization_id: organizationId,
    person_id: personId,
    roles,
    joined_at: joinedAt,
  }: Membership): Promise<Listed> {
    return this.views.read(myOrganizations, { organization: organizationId }, async (db) => {
      const inside = await db
        .selectFrom('organizations')
        .leftJoin('sizes', 'sizes.organization_id', 'organizations.organization_id')
        .select(['organizations.name', 'organizations.status', 'sizes.members', 'sizes.bots'])
        .where('organizations.organization_id', '=', organizationId)
        .executeTakeFirst();
      return {
        organizationId,
        personId,
        name: inside?.name ?? ERASED,
        roles: [...roles],
        members: inside?.members ?? 0,
        bots: inside?.bots ?? 0,
        status: inside?.status ?? 'active',
        joinedAt,
      };
    });
  }
}

export const GetMeController = serve(routes.identity.getMe, { Query: GetMeQuery });

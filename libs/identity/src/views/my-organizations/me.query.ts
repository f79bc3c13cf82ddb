import { refused, routes, type Me } from '@annals/contracts';
import { serve, type QueryContext } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { myOrganizations } from './my-organizations.view';

/** Who is signed in. */
export class GetMeQuery extends Query<Me> {
  constructor(
    readonly asked: unknown,
    readonly context: QueryContext,
  ) {
    super();
  }
}

@QueryHandler(GetMeQuery)
export class GetMeHandler implements IQueryHandler<GetMeQuery> {
  constructor(private readonly views: ViewReader) {}

  async execute({ context }: GetMeQuery): Promise<Me> {
    const userId = context.principal?.id;
    if (userId === undefined) throw refused('UNAUTHENTICATED');
    const profile = await this.views.read(
      myOrganizations,
      { account: userId },
      (db) => db.selectFrom('profiles').select(['email', 'alias']).where('account_id', '=', userId).executeTakeFirst(),
      context,
    );
    // A session is older than what the view has seen: that is not the same as an erased person.
    if (!profile) throw refused('READ_MODEL_BEHIND', { view: myOrganizations.name });
    return { userId, ...profile };
  }
}

export const GetMeController = serve(routes.identity.getMe, { Query: GetMeQuery });
